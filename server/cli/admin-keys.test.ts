import { sql } from 'kysely';
import { expect } from 'vitest';
import { createSecurity } from '#server/security/security.ts';
import { enableTotp } from '#server/testing/factors.ts';
import { test } from '#server/testing/fixtures.ts';
import { runOperatorCommand } from '#server/testing/operator.ts';
import { registerPerson, signIn } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const ofServer = 'tests-sign-with-this-0123456789-abcdefgh';
const newKey = 'a-newer-signing-key-9876543210-hgfedcba';
const otherKey = 'nobody-ever-told-us-of-this-one-4711-xyz';

const keys = ({ databaseUrl }: TestServer, environment: NodeJS.ProcessEnv) =>
  runOperatorCommand(['admin', 'keys'], { DATABASE_URL: databaseUrl, ...environment });

const table = (stdout: string) =>
  stdout
    .split('\n')
    .slice(1, -2)
    .map((line) => line.split('\t'));

test('npm run admin -- keys counts what each given key opens, and what none does', async ({ server }) => {
  const [anna] = [await registerPerson(server), await registerPerson(server)];
  await enableTotp(server, anna);
  const { mailTokens } = createSecurity({
    authSecrets: { current: newKey, previous: [] },
    appOrigin: 'http://localhost:3000',
  });
  const moved = await registerPerson(server);
  const { id } = await server.db
    .selectFrom('mails')
    .select('id')
    .where('user_id', '=', moved.id)
    .executeTakeFirstOrThrow();
  await sql`update mails set sealed_token = ${mailTokens.seal('x', id)} where id = ${id}`.execute(server.db);
  const lost = await registerPerson(server);
  await sql`update mails set sealed_token = '\\x01' where user_id = ${lost.id}`.execute(server.db);

  const environment = { AUTH_SECRET: newKey, AUTH_SECRET_PREVIOUS: `${otherKey},${ofServer}` };
  const { code, stdout } = await keys(server, environment);
  expect(code).toBe(0);
  expect(table(stdout)).toEqual([
    ['AUTH_SECRET', '0', '1'],
    ['AUTH_SECRET_PREVIOUS, the 1st', '0', '0'],
    ['AUTH_SECRET_PREVIOUS, the 2nd', '1', '2'],
    ['none of them', '0', '1'],
  ]);
  for (const secret of [newKey, otherKey, ofServer]) expect(stdout).not.toContain(secret);
});

test('npm run admin -- keys tells when the oldest refresh token of a living session was made', async ({
  server,
  person,
}) => {
  await signIn(server, person);
  await sql`update sessions set revoked_at = now(), revoked_reason = 'logout' where user_id <> ${person.id}`.execute(
    server.db,
  );
  await sql`update sessions set rotated_at = '2026-01-02T03:04:05Z' where user_id = ${person.id}
    and id = (select id from sessions where user_id = ${person.id} limit 1)`.execute(server.db);
  const { stdout } = await keys(server, { AUTH_SECRET: ofServer });
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    'Living sessions: 2; the oldest of their refresh tokens was made at 2026-01-02T03:04:05.000Z. An old key may go if AUTH_SECRET took its place before that',
  );
});

test('npm run admin -- keys says when no session lives', async ({ server }) => {
  await sql`update sessions set revoked_at = now(), revoked_reason = 'logout'`.execute(server.db);
  const { stdout } = await keys(server, { AUTH_SECRET: ofServer });
  expect(stdout).toMatch(/^Living sessions: 0$/m);
});
