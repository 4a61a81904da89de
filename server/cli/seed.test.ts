import { expect } from 'vitest';
import { codeOf } from '#server/testing/factors.ts';
import { withServer } from '#server/testing/fixtures.ts';
import { runOperatorCommand } from '#server/testing/operator.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const test = withServer();

const seed = (
  { databaseUrl, config }: TestServer,
  environment: NodeJS.ProcessEnv = {},
  words: string[] = [],
) =>
  runOperatorCommand(['seed', ...words], {
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: config.authSecrets.current,
    ...environment,
  });
const users = ({ db }: TestServer) => db.selectFrom('users').selectAll().orderBy('id').execute();

test('demo accounts are refused in production', async ({ server }) => {
  expect(await seed(server, { NODE_ENV: 'production' })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Demo accounts are not for production; nothing was changed\n',
  });
  expect(await users(server)).toEqual([]);
});

test('npm run seed takes no words', async ({ server }) => {
  expect((await seed(server, {}, ['anna'])).stderr).toBe('npm run seed takes nothing\n');
});

test('the two people of the demo sign in with what is printed once, and the thirty with nothing', async ({
  server,
}) => {
  const { code, stdout } = await seed(server);
  expect(code).toBe(0);
  const made = await users(server);
  expect(made).toHaveLength(32);
  const open = made.filter(({ hashed_password: hash }) => hash !== '!').map(({ email }) => email);
  expect(open).toEqual(['admin@demo.example', 'anna@demo.example']);

  const printed = [...stdout.matchAll(/(\S+@demo\.example) {2}(\S{20})\n/g)];
  expect(printed.map(([, email]) => email)).toEqual(open);
  const browsers = printed.map(() => server.newBrowser());
  for (const [index, [, identifier, password]] of printed.entries())
    expect((await browsers[index]!.mutate('auth.login', { identifier, password })).status).toBe(200);
  expect((await browsers[0]!.query('users.me')).data.role).toBe('admin');

  const [, secret = ''] = /app: ([A-Z2-7]{32})\n/.exec(stdout) ?? [];
  const withApp = await browsers[1]!.mutate('auth.secondFactor', { method: 'totp', code: codeOf(secret) });
  expect(withApp.status).toBe(200);
  const { data: factors } = await browsers[1]!.query('factors.list');
  expect(factors).toMatchObject({ totp: { enabledAt: expect.any(String) }, recoveryCodesLeft: 10 });
  expect(factors.passkeys).toMatchObject([{ name: 'Demo: no device holds this one', lastUsedAt: null }]);
  const [, identifier, password] = printed[1]!;
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

  const again = await seed(server);
  expect(again.stdout).toBe('The demo accounts exist; nothing was changed\n');
  await server.db
    .updateTable('users')
    .set({ email: 'moved@demo.example' })
    .where('email', '=', 'admin@demo.example')
    .execute();
  expect((await seed(server)).stdout).toBe(again.stdout);
  expect(await users(server)).toHaveLength(32);
});
