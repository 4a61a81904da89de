import { randomBytes } from 'node:crypto';
import { ServerResponse } from 'node:http';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { auditEventsOf, registerPerson } from '#server/testing/people.ts';
import type { Answer } from '#server/testing/test-browser.ts';
import { settleServers, startTestServer, type TestServer } from '#server/testing/test-server.ts';

const wrong = 'not the password';
const environment = {
  TRUSTED_PROXY_HOPS: '1',
  LIMIT_FAILED_PER_ACCOUNT_AND_IP: '4/15m',
  LIMIT_FAILED_PER_ACCOUNT: '50/60m',
  LIMIT_CHECKS_PER_IP: '60/10m',
};

/** Stands among the statements where an answer has left. */
const answered = 'answered';
/** The texts of all statements of this process, in order. */
const statements: string[] = [];
// Read off the prototype, to be put back and called as the method it is.
const plainQuery = Reflect.get(pg.Client.prototype, 'query') as (...parameters: unknown[]) => unknown;
const plainEnd = Reflect.get(ServerResponse.prototype, 'end') as (...parameters: unknown[]) => unknown;
const test = withServer({ environment });

beforeAll(() => {
  Reflect.set(pg.Client.prototype, 'query', function query(this: pg.Client, ...parameters: unknown[]) {
    const [statement] = parameters as [string | { text: string }];
    const text = typeof statement === 'string' ? statement : statement.text;
    // Readiness asks once a second, whoever calls.
    if (!/migration_hashes|current_setting/.test(text)) statements.push(text);
    return Reflect.apply(plainQuery, this, parameters);
  });
  Reflect.set(ServerResponse.prototype, 'end', function end(this: ServerResponse, ...parameters: unknown[]) {
    statements.push(answered);
    return Reflect.apply(plainEnd, this, parameters);
  });
});
afterAll(() => {
  Reflect.set(pg.Client.prototype, 'query', plainQuery);
  Reflect.set(ServerResponse.prototype, 'end', plainEnd);
});
test.beforeEach(({ server }) => server.db.deleteFrom('limit_counters').execute());

function signIn(server: TestServer, identifier: string, device?: string): Promise<Answer> {
  const headers = { 'x-forwarded-for': '203.0.113.1' };
  const cookies = device === undefined ? {} : { cookies: { qp_device: device } };
  return server.newBrowser().mutate('auth.login', { identifier, password: wrong }, { headers, ...cookies });
}

/** What was asked of the database before each of six answers: four refusals of the password, two for the limit. */
async function statementsOf(server: TestServer, identifier: string, device?: string): Promise<string[][]> {
  const asked = [];
  for (let n = 0; n < 6; n += 1) {
    await settleServers();
    statements.splice(0);
    const { status } = await signIn(server, identifier, device);
    asked.push(statements.slice(0, statements.indexOf(answered)));
    expect(status).toBe(n < 4 ? 401 : 429);
  }
  return asked;
}

test.for<[string, (server: TestServer) => Promise<string | undefined>]>([
  ['no device', () => Promise.resolve(undefined)],
  ['an invented device', () => Promise.resolve(randomBytes(32).toString('base64url'))],
  [
    'a device of somebody else',
    async (server) => (await registerPerson(server)).browser.jar.get('qp_device'),
  ],
])(
  'a refused sign-in runs the same statements for known and unknown names, with %s',
  async ([_case, device], { server, person }) => {
    const cookie = await device(server);
    expect(await statementsOf(server, person.email, cookie)).toEqual(
      await statementsOf(server, 'nobody@example.com', cookie),
    );
  },
);

test("a rate-limited sign-in runs the same statements on the owner's device and on an invented one", async ({
  server,
  person,
}) => {
  const own = await statementsOf(server, person.email, person.browser.jar.get('qp_device'));
  const invented = await statementsOf(server, 'nobody@example.com', randomBytes(32).toString('base64url'));
  expect(own.slice(4)).toEqual(invented.slice(4));
});

test('a refresh by the current token asks the database once', async ({ person }) => {
  await settleServers();
  statements.splice(0);
  expect((await person.browser.mutate('auth.refresh')).status).toBe(200);
  expect(statements.slice(0, statements.indexOf(answered))).toHaveLength(1);
});

test('a refused sign-in is answered before its audit row is written', async ({ server, locker, person }) => {
  await locker.transaction().execute(async (transaction) => {
    await sql`lock table audit_events in access exclusive mode`.execute(transaction);
    expect((await signIn(server, person.email)).error?.code).toBe('INVALID_CREDENTIALS');
  });
  expect(await auditEventsOf(server, person.id)).toEqual(['registered', 'sign-in-refused']);
});

test('a closing server waits for the audit row of a refused sign-in', async ({ server, person }) => {
  const closing = await startTestServer({ replicaOf: server });
  const input = { identifier: person.email, password: wrong };
  await closing.newBrowser().mutate('auth.login', input);
  await closing.close();
  expect(await auditEventsOf(server, person.id)).toEqual(['registered', 'sign-in-refused']);
});

test.for(['e-mail', 'username', 'unknown name'])(
  'a refused sign-in tells the attempts left from the third on, and the last one how long to wait: %s',
  async (kind, { server, person }) => {
    const user = await person.browser.query('users.me');
    const identifiers: Record<string, string> = {
      'e-mail': person.email,
      username: user.data.username,
      'unknown name': 'nobody',
    };
    const told = [];
    for (let n = 0; n < 4; n += 1) told.push((await signIn(server, identifiers[kind]!)).error);
    expect(told.map((error) => error?.params)).toEqual([
      { attemptsLeft: 3 },
      { attemptsLeft: 2 },
      { attemptsLeft: 1 },
      { attemptsLeft: 0, retryAfterSeconds: expect.closeTo(15 * 60, -2) },
    ]);
  },
);

test('a refused sign-in does not tell the attempts left while there are more', async ({ server, person }) => {
  const other = await startTestServer({
    environment: { ...environment, LIMIT_FAILED_PER_ACCOUNT_AND_IP: '5/15m' },
    replicaOf: server,
  });
  const input = { identifier: person.email, password: wrong };
  const first = await other.newBrowser().mutate('auth.login', input);
  const second = await other.newBrowser().mutate('tokens.issue', input);
  await other.close();
  expect([first.error?.params, second.error?.params]).toEqual([undefined, { attemptsLeft: 3 }]);
});
