import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { answerAll } from '#server/testing/crowd.ts';
import { withServer, replicaWith } from '#server/testing/fixtures.ts';
import { registerPerson } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import type { TestServer } from '#server/testing/test-server.ts';

const password = 'not the password';
const perAccount = { TRUSTED_PROXY_HOPS: '1', LIMIT_FAILED_PER_ACCOUNT_AND_IP: '2/15m' };
const perAddress = {
  TRUSTED_PROXY_HOPS: '1',
  LIMIT_CHECKS_PER_IP: '2/10m',
  LIMIT_REGISTRATIONS_PER_IP: '1/7m',
};
const test = withServer({ environment: perAccount }).extend(
  'lines',
  { scope: 'file' },
  replicaWith({ environment: perAddress }),
);
test.beforeEach(({ server }) => server.db.deleteFrom('limit_counters').execute());

function guess(to: TestServer, identifier: string, address = '203.0.113.1'): Promise<Answer> {
  const headers = { 'x-forwarded-for': address };
  return to.newBrowser().mutate('auth.login', { identifier, password }, { headers });
}

async function statusesOf(server: TestServer, identifiers: readonly string[]): Promise<number[]> {
  const statuses = [];
  for (const identifier of identifiers) statuses.push((await guess(server, identifier)).status);
  return statuses;
}

test.for([
  ['case and white space', ['nobody@example.com', ' NOBODY@Example.COM ', 'Nobody@example.com']],
  ['compatibility letters', ['ﬁsher@example.com', 'fisher@example.com', 'FISHER@example.com']],
  ['punycode', ['x@пример.рф', 'x@xn--e1afmkfd.xn--p1ai', 'X@ПРИМЕР.РФ']],
  ['a username in compatibility letters', ['ｎｏｂｏｄｙ１', 'nobody1', 'NOBODY1']],
  ['Cyrillic case', ['никто-здесь', 'НИКТО-ЗДЕСЬ', 'Никто-Здесь']],
] as const)(
  'every spelling of an unknown account spends one budget: %s',
  async ([_case, identifiers], { server }) => {
    expect(await statusesOf(server, identifiers)).toEqual([401, 401, 429]);
  },
);

test("a known account's e-mail and its punycode spend one budget, apart from its username's", async ({
  server,
}) => {
  const name = `u${randomBytes(5).toString('hex')}`;
  const input = { email: `${name}@пример.рф`, username: name, password: `an honest password ${name}` };
  await server.newBrowser().mutate('auth.register', input);
  const spellings = [`${name}@xn--e1afmkfd.xn--p1ai`, `${name}@ПРИМЕР.рф`, `${name}@пример.рф`];
  expect(await statusesOf(server, spellings)).toEqual([401, 401, 429]);
  expect(await statusesOf(server, [name, name.toUpperCase(), name])).toEqual([401, 401, 429]);
});

test('tokens.issue and auth.login spend one budget', async ({ server, person }) => {
  const { email: identifier } = person;
  const issue = () =>
    server
      .newBrowser()
      .mutate('tokens.issue', { identifier, password }, { headers: { 'x-forwarded-for': '203.0.113.1' } });
  expect([(await issue()).status, (await guess(server, identifier)).status]).toEqual([401, 401]);
  expect([(await issue()).status, (await guess(server, identifier)).status]).toEqual([429, 429]);
});

test("a Bearer client's known device has one budget from every address; an unknown one has none", async ({
  server,
}) => {
  const owner = await registerPerson(server);
  const other = await registerPerson(server);
  const issue = (
    person: { email: string; password: string },
    deviceToken: string | undefined,
    address: string,
  ) =>
    server
      .newBrowser()
      .mutate(
        'tokens.issue',
        { identifier: person.email, password: person.password, deviceToken },
        { headers: { 'x-forwarded-for': address } },
      );
  const { deviceToken } = (await issue(owner, undefined, '203.0.113.9')).data;
  const foreign = (await issue(other, undefined, '203.0.113.9')).data.deviceToken;
  const wrong = { ...owner, password };
  await guess(server, owner.email, '203.0.113.5');
  await guess(server, owner.email, '203.0.113.5');
  const invented = randomBytes(32).toString('base64url');
  expect((await issue(owner, invented, '203.0.113.5')).status).toBe(429);
  expect((await issue(owner, foreign, '203.0.113.5')).status).toBe(429);
  const stolen = [];
  for (const host of [5, 6, 7]) stolen.push((await issue(wrong, deviceToken, `203.0.113.${host}`)).status);
  expect(stolen).toEqual([401, 401, 429]);
  expect((await issue(owner, deviceToken, '203.0.113.5')).status).toBe(429);
  expect((await issue(owner, undefined, '203.0.113.8')).status).toBe(200);
});

test('an IPv6 site gets ten times the limit of one of its networks; the next site is unaffected', async ({
  lines,
}) => {
  const answers = await answerAll(30, (n) =>
    guess(lines, `nobody${n}@example.com`, `2001:db8:5:${n % 15}::1`),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(20);
  expect((await guess(lines, 'nobody@example.com', '2001:db8:5:99::1')).status).toBe(429);
  expect((await guess(lines, 'nobody@example.com', '2001:db8:6:1::1')).status).toBe(401);
});

const register = (lines: TestServer, n: number) =>
  lines.newBrowser().mutate('auth.register', {
    email: `${randomBytes(6).toString('hex')}@example.com`,
    password: `an honest password ${n}`,
  });

async function moveTo(server: TestServer, end: string): Promise<void> {
  await server.db
    .updateTable('limit_counters')
    .set({ resets_at: sql<Date>`now() + ${end}::interval` })
    .execute();
}

test('a window of registrations lasts as long as its setting, and is empty afterwards', async ({
  server,
  lines,
}) => {
  expect((await register(lines, 1)).status).toBe(200);
  const refused = await register(lines, 2);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(6 * 60);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(7 * 60);
  await moveTo(server, '30 seconds');
  const last = await register(lines, 3);
  expect(last.error).toMatchObject({
    code: 'RATE_LIMITED',
    params: { retryAfterSeconds: expect.any(Number) },
  });
  expect(Number(last.headers.get('retry-after'))).toBeLessThanOrEqual(30);
  await moveTo(server, '-1 milliseconds');
  expect([(await register(lines, 4)).status, (await register(lines, 5)).status]).toEqual([200, 429]);
});

test('a new window of a limit audits its own hit once more', async ({ server, lines }) => {
  const told = async () =>
    (await server.db.selectFrom('audit_events').select('id').where('event', '=', 'limit-hit').execute())
      .length;
  const before = await told();
  for (let n = 0; n < 4; n += 1) await register(lines, n);
  await moveTo(server, '-1 seconds');
  for (let n = 0; n < 4; n += 1) await register(lines, n);
  expect((await told()) - before).toBe(2);
});

test('identifiers that were typed never appear in the counters, the audit table or the log', async ({
  server,
  lines,
}) => {
  const typed = ['a-password-typed-by-mistake', 'Пароль-вместо-имени', 'somebody.typed@example.com'];
  for (const identifier of [...typed, ...typed, ...typed]) {
    const input = { identifier, password: `secret ${identifier}` };
    await server.newBrowser().mutate('auth.login', input);
    await lines.newBrowser().mutate('tokens.issue', input);
  }
  const { rows } = await sql<{ row: string }>`
    select (limit_counters.*)::text as row from limit_counters union all
    select encode(key, 'escape') from limit_counters union all
    select (audit_events.*)::text from audit_events`.execute(server.db);
  const kept = [...rows.map(({ row }) => row), ...server.logLines, ...lines.logLines]
    .join('\n')
    .toLowerCase();
  expect(rows.length).toBeGreaterThan(0);
  for (const text of typed) expect(kept).not.toContain(text.toLowerCase());
});
