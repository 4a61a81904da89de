import { sql } from 'kysely';
import { describe, expect } from 'vitest';
import { codeOf } from '#server/testing/factors.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { runOperatorCommand } from '#server/testing/operator.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const password = 'a harbour full of quiet boats';
/** `demo` is what the first run has said. */
const test = withServer().extend('demo', { scope: 'file' }, ({ server }) => seed(server));

function seed(
  { databaseUrl, config }: TestServer,
  environment: NodeJS.ProcessEnv = {},
  words: string[] = [],
) {
  return runOperatorCommand(['seed', ...words], {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: config.authSecrets.current,
    SEED_PASSWORD: password,
    ...environment,
  });
}
const users = ({ db }: TestServer) => db.selectFrom('users').selectAll().orderBy('id').execute();

test('demo accounts are refused in production', async ({ server }) => {
  expect(await seed(server, { NODE_ENV: 'production' })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Demo accounts are not for production; nothing was changed\n',
  });
  expect(await users(server)).toEqual([]);
});

test('a password that is easy to guess is refused', async ({ server }) => {
  expect(await seed(server, { SEED_PASSWORD: 'Password1' })).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The password is too easy to guess/),
  });
  expect(await users(server)).toEqual([]);
});

test('npm run seed takes no words', async ({ server }) => {
  expect((await seed(server, {}, ['anna'])).stderr).toBe('npm run seed takes nothing\n');
});

const refusals = `Refused, as it must be: an account of the type OFFSHORE (portfolios_account_type_check)
Refused, as it must be: an account of the type INTERNATIONAL without a country (portfolios_country_check)
Refused, as it must be: a leg in another currency in an account of the type DOMESTIC (transactions_balance)
Refused, as it must be: a transaction that does not balance (transactions_balance)
`;

test(
  'the three of the demo sign in with the password that is printed, and the thirty with nothing',
  { timeout: 60_000 },
  async ({ server, demo }) => {
    const { code, stdout } = demo;
    expect(code).toBe(0);
    const made = await users(server);
    expect(made).toHaveLength(33);
    const open = made.filter(({ hashed_password: hash }) => hash !== '!').map(({ email }) => email);
    expect(open).toEqual(['admin@demo.example', 'anna@demo.example', 'boris@demo.example']);
    for (const email of open) expect(stdout).toContain(email);
    expect(stdout).toContain(`Password of the three: ${password}\n`);
    expect(stdout.endsWith(refusals)).toBe(true);

    const browsers = open.map(() => server.newBrowser());
    for (const [index, identifier] of open.entries())
      expect((await browsers[index]!.mutate('auth.login', { identifier, password })).status).toBe(200);
    expect((await browsers[0]!.query('users.me')).data.role).toBe('admin');

    const [, secret = ''] = /app: ([A-Z2-7]{32})\n/.exec(stdout) ?? [];
    const withApp = await browsers[1]!.mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) });
    expect(withApp.status).toBe(200);
    const { data: factors } = await browsers[1]!.query('factors.list');
    expect(factors).toMatchObject({ totp: { enabledAt: expect.any(String) }, recoveryCodesLeft: 10 });
    expect(factors.passkeys).toMatchObject([{ name: 'Demo: no device holds this one', lastUsedAt: null }]);
    const identifier = open[1];
    const lostPhone = server.newBrowser();
    expect((await lostPhone.mutate('auth.login', { identifier, password })).data.methods).toEqual([
      'totp',
      'passkey',
      'recovery-code',
    ]);
    const codes = stdout.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/g) ?? [];
    expect(codes).toHaveLength(10);
    const input = { method: 'recovery-code', code: codes[9] };
    expect((await lostPhone.mutate('auth.secondFactor', input)).status).toBe(200);

    const { data: protection } = await browsers[1]!.query('account.protection');
    const days = protection.days as { signIns: number }[];
    expect(days.filter(({ signIns }) => signIns > 0).length).toBeGreaterThan(20);
    expect((await browsers[1]!.query('sessions.list')).data).toHaveLength(5);
    expect((await browsers[1]!.query('account.activity', { limit: 100 })).data.items.length).toBeGreaterThan(
      40,
    );
  },
);

test('the two people have two samples each, in their language, and another run changes nothing', async ({
  server,
  demo,
}) => {
  expect(demo.code).toBe(0);
  const samplesOf = async (identifier: string) => {
    const { rows } = await sql<{
      name: string;
    }>`select p.name from portfolios p join users u on u.id = p.user_id
      where u.email = ${identifier} and p.is_sample order by p.created_at`.execute(server.db);
    return rows.map(({ name }) => name);
  };
  const before = await samplesOf('boris@demo.example');
  expect(before).toEqual(['Пример: брокерский счёт', 'Пример: зарубежный счёт']);
  expect(await samplesOf('anna@demo.example')).toHaveLength(2);
  expect(await samplesOf('admin@demo.example')).toEqual([]);
  const again = await seed(server);
  expect(again).toEqual({
    code: 0,
    stdout: `The demo accounts exist; nothing was changed\n${refusals}`,
    stderr: '',
  });
  await server.db
    .updateTable('users')
    .set({ email: 'moved@demo.example' })
    .where('email', '=', 'admin@demo.example')
    .execute();
  expect((await seed(server)).stdout).toBe(again.stdout);
  expect(await users(server)).toHaveLength(33);
  expect(await samplesOf('boris@demo.example')).toEqual(before);
});

describe('the run fails where the database no longer refuses', () => {
  test.for<[string, string, string]>([
    ['an unknown type', 'portfolios', 'constraint portfolios_account_type_check'],
    ['an account abroad in no country', 'portfolios', 'constraint portfolios_country_check'],
    ['what does not balance', 'transactions', 'trigger transactions_balance'],
  ])('%s', async ([_what, table, guard], { server }) => {
    const [kind, name] = guard.split(' ') as ['constraint' | 'trigger', string];
    const act = kind === 'trigger' ? `disable trigger ${name}` : `drop constraint ${name}`;
    await sql.raw(`alter table ${table} ${act}`).execute(server.db);
    const { code, stderr } = await seed(server);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The database did not refuse an? .*\n$/),
    });
  });
});
