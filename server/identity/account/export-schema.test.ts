import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { enableTotp } from '#server/testing/factors.ts';
import { insertPasskey } from '#server/testing/factor-input.ts';
import { test } from '#server/testing/fixtures.ts';
import { fillMoney } from '#server/testing/ledger-rows.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';
import { lossy, webp } from '#server/testing/webp.ts';
import type { DataExport } from '#shared/identity/account.ts';
import { auditEvents } from '#shared/identity/audit.ts';

/** Leaves something of theirs in every table and every field that may be empty. */
async function fill(server: TestServer, person: Person): Promise<void> {
  const { browser, id, email, password } = person;
  const { username, version } = (await browser.query('users.me')).data;
  const profile = { username: `not-${username.slice(0, 20)}`, fullName: 'Анна', version };
  await browser.mutate('users.updateProfile', profile);
  await browser.mutate('users.setAvatar', { image: webp(lossy(256, 256)).toString('base64') });
  await browser.mutate('account.changeEmail', { newEmail: `new.${email}` });
  const other = server.newBrowser();
  const { data: tokens } = await other.mutate('tokens.issue', { identifier: email, password });
  await other.mutate('tokens.revoke', { refreshToken: tokens.refreshToken });
  await enableTotp(server, person);
  await insertPasskey(server, id);
  const { db } = server;
  await fillMoney(db, id);
  await sql`update passkeys set last_used_at = now() where user_id = ${id}`.execute(db);
  await sql`update users set oauth_provider = 'example', oauth_provider_id = '7', telegram_chat_id = 9007199254740993, role = 'admin'
    where id = ${id}`.execute(db);
  await sql`update sessions set reauthenticated_at = now() where user_id = ${id}`.execute(db);
  await sql`update mails set state = 'sent', sent_at = now(), sealed_token = null where kind = 'verify-email'`.execute(
    db,
  );
  for (const event of auditEvents)
    await sql`insert into audit_events (id, event, user_id, request_id, details)
      values (gen_random_uuid(), ${event}, ${id}, 'by-hand', '{"to": "admin", "rows": 3}')`.execute(db);
}

const exported = async ({ browser }: Person): Promise<DataExport> =>
  (await browser.mutate('account.exportData')).data;

async function validator(server: TestServer) {
  const answer = await fetch(`${server.url}/api/export.schema.json`);
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile((await answer.json()) as object);
}

/** Every place of a value that nobody has filled: null, or a list of nothing. */
function emptyPlaces(value: unknown, place = ''): string[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return [place];
  if (typeof value !== 'object') return [];
  if (Array.isArray(value)) {
    const all = value.map((one) => emptyPlaces(one, place));
    return all[0]?.filter((empty) => all.every((places) => places.includes(empty))) ?? [];
  }
  return Object.entries(value).flatMap(([name, inner]) => emptyPlaces(inner, `${place}/${name}`));
}

test('a copy of everything about a person is valid by the schema that the server publishes', async ({
  server,
  person,
}) => {
  await fill(server, person);
  const copy = await exported(person);
  expect(emptyPlaces(copy)).toEqual([]);
  const validate = await validator(server);
  validate(copy);
  expect(validate.errors ?? []).toEqual([]);
});

test('a copy of somebody who has just come is valid by it, and a spoilt one is not', async ({
  server,
  person,
}) => {
  const copy = await exported(person);
  const validate = await validator(server);
  expect(validate(copy)).toBe(true);
  const { sessions: _, ...without } = copy;
  for (const wrong of [
    without,
    { ...copy, exportedAt: 'yesterday' },
    { ...copy, olderEvents: 'none' },
    { ...copy, events: copy.events.map((event) => ({ ...event, event: 'something' })) },
    { ...copy, sessions: copy.sessions.map((session) => ({ ...session, id: '7' })) },
  ])
    expect(validate(wrong)).toBe(false);
});
