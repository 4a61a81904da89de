import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layDatabaseCable } from '#server/testing/database-cable.ts';
import { cookieOf, findSessions, mintAccess, registerPerson } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const perUser = 4;
const perAddress = 8;
const environment = {
  TRUSTED_PROXY_HOPS: '1',
  REQUESTS_PER_MINUTE: String(perUser),
  REQUESTS_PER_MINUTE_PER_IP: String(perAddress),
};

/** Ten times this refills slowly enough to be counted exactly. */
const narrowEnvironment = { ...environment, REQUESTS_PER_MINUTE_PER_IP: '1' };
const wide = 10;

let unlimited: TestServer;
let server: TestServer;
let narrow: TestServer;
let lastAddress = 0;
beforeAll(async () => {
  unlimited = await startTestServer();
  server = await startTestServer({ environment, replicaOf: unlimited });
  narrow = await startTestServer({ environment: narrowEnvironment, replicaOf: unlimited });
});
afterAll(async () => {
  await narrow.close();
  await server.close();
  await unlimited.close();
});

interface Caller {
  of?: TestServer;
  address?: string;
  token?: string;
  cookie?: string;
}

function newAddress(): string {
  lastAddress += 1;
  return `198.51.100.${lastAddress}`;
}

async function ask(path: string, caller: Caller): Promise<Response> {
  const { of: { url } = server, address = newAddress(), token, cookie } = caller;
  const headers = {
    'x-forwarded-for': address,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(cookie !== undefined && { cookie }),
  };
  const answer = await fetch(`${url}${path}`, { headers });
  await answer.clone().text();
  return answer;
}

/** How many of `count` parallel requests got past the ceiling. */
async function passed(count: number, caller: Caller | (() => Caller), path = '/trpc/system.health') {
  const answers = await Promise.all(
    Array.from({ length: count }, () => ask(path, typeof caller === 'function' ? caller() : caller)),
  );
  return answers.filter(({ status }) => status !== 429).length;
}

const hourSeconds = 3600;

/** A genuine token that ran out so long ago. */
async function expiredToken(secondsAgo: number): Promise<string> {
  const person = await registerPerson(unlimited);
  const [session] = await findSessions(unlimited, person.id);
  return mintAccess(unlimited, session!, { issuedAgo: secondsAgo + 900, expiresIn: -secondsAgo });
}

/** Genuine tokens of as many people, whose sessions are no longer there. */
function tokensOfEndedSessions(count: number): Promise<string[]> {
  const session = () => ({ user_id: randomUUID(), id: randomUUID() });
  return Promise.all(Array.from({ length: count }, () => mintAccess(unlimited, session())));
}

test('the request ceiling refuses with the code, the wait and the headers of other answers', async () => {
  const address = newAddress();
  expect(await passed(perAddress, { address })).toBe(perAddress);
  const refused = await ask('/trpc/system.health', { address });
  expect(refused.status).toBe(429);
  const params = { retryAfterSeconds: Number(refused.headers.get('retry-after')) };
  expect(await refused.json()).toMatchObject({
    error: { data: { app: { code: 'RATE_LIMITED', params } } },
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.headers.get('cache-control')).toBe('no-store');
  expect(refused.headers.getSetCookie()).toEqual([]);
  const outside = await ask('/api/v2/none', { address });
  expect(await outside.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
});

test('the request ceiling refuses an address at the figure, under forty parallel requests, malformed ones included', async () => {
  expect(await passed(40, { address: newAddress() })).toBe(perAddress);
  expect(await passed(40, { address: newAddress() }, '/trpc/%ff')).toBe(perAddress);
  expect(await passed(40, { address: newAddress() }, '/api/v2/none')).toBe(perAddress);
});

test('the request ceiling refuses a user at the figure, over all addresses, cookies and Bearer tokens', async () => {
  const person = await registerPerson(unlimited);
  const token = cookieOf(person.browser, 'qp_access');
  let n = 0;
  const caller = () => {
    n += 1;
    return { address: newAddress(), ...(n % 2 ? { token } : { cookie: `qp_access=${token}` }) };
  };
  expect(await passed(30, caller)).toBe(perUser);
  expect(await passed(30, { token: await expiredToken(23 * hourSeconds) })).toBe(perUser);
});

test("the request ceiling counts a forged token by its sender's address, not against its owner", async () => {
  const person = await registerPerson(unlimited);
  const token = cookieOf(person.browser, 'qp_access');
  const [header, claims] = token.split('.');
  const forged = `${header}.${claims}.${'A'.repeat(43)}`;
  const address = newAddress();
  expect(await passed(30, { address, token: forged })).toBe(perAddress);
  expect(await passed(30, { address, cookie: `qp_access=${forged}` })).toBe(0);
  expect(await passed(30, { address, token })).toBe(perUser);
});

test('the request ceiling refuses an address with genuine tokens at ten times the figure', async () => {
  const tokens = await tokensOfEndedSessions(20);
  const address = newAddress();
  let n = 0;
  const caller = () => ({ of: narrow, address, token: tokens[(n += 1) % tokens.length]! });
  expect(await passed(40, caller)).toBe(wide);
  expect(await passed(10, { of: narrow, address })).toBe(1);
  const [token = ''] = await tokensOfEndedSessions(1);
  expect(await passed(10, { of: narrow, address, token })).toBe(0);
  expect(await passed(10, { of: narrow, token })).toBe(perUser);
});

test('the request ceiling refuses a user over their figure without counting against their address', async () => {
  const [greedy = '', modest = ''] = await tokensOfEndedSessions(2);
  const address = newAddress();
  expect(await passed(40, { of: narrow, address, token: greedy })).toBe(perUser);
  expect(await passed(perUser, { of: narrow, address, token: modest })).toBe(perUser);
});

test('the request ceiling counts a token that expired a day ago like none', async () => {
  const address = newAddress();
  const token = await expiredToken(25 * hourSeconds);
  expect(await passed(30, { address, token })).toBe(perAddress);
  expect(await passed(30, { address })).toBe(0);
});

test('the request ceiling refuses an IPv6 /48 at ten times the figure, with tokens a hundred', async () => {
  let n = 0;
  const neighbour = () => ({ of: narrow, address: `2001:db8:8:${(n += 1).toString(16)}::1` });
  expect(await passed(40, neighbour)).toBe(wide);
  expect(await passed(10, { of: narrow, address: '2001:db8:9::1' })).toBe(1);
  const [token = ''] = await tokensOfEndedSessions(1);
  expect(await passed(10, { ...neighbour(), token })).toBe(perUser);
});

test('the request ceiling refuses an IPv6 /64 at the figure, and not the next one', async () => {
  let n = 0;
  const neighbour = () => ({ address: `2001:db8:7:1::${(n += 1)}` });
  expect(await passed(30, neighbour)).toBe(perAddress);
  expect(await passed(30, { address: '2001:db8:7:2::1' })).toBe(perAddress);
});

test('the request ceiling counts a batch as one request', async () => {
  const batch = '/trpc/system.health,system.health,system.health?batch=1&input={}';
  expect(await passed(30, { address: newAddress() }, batch)).toBe(perAddress);
});

test('the request ceiling never counts health checks and files', async () => {
  const address = newAddress();
  await passed(perAddress, { address });
  for (const path of ['/healthz', '/readyz', '/api/v1/health', '/assets/none.js', '/login'])
    expect([path, await passed(perAddress, { address }, path)]).toEqual([path, perAddress]);
});

test('the request ceiling refuses before the database is asked', async () => {
  const cable = await layDatabaseCable(unlimited.databaseUrl);
  const cabled = await startTestServer({
    environment,
    replicaOf: { ...unlimited, databaseUrl: cable.url },
  });
  const person = await registerPerson(unlimited);
  const cookie = `qp_access=${cookieOf(person.browser, 'qp_access')}`;
  await Promise.all(
    Array.from({ length: perUser }, () => fetch(`${cabled.url}/trpc/users.me`, { headers: { cookie } })),
  );
  cable.isSilent = true;
  const startedAt = performance.now();
  const { status } = await fetch(`${cabled.url}/trpc/users.me`, { headers: { cookie } });
  expect(status).toBe(429);
  expect(performance.now() - startedAt).toBeLessThan(2000);
  await cable.pull();
  await cabled.close();
});

test('the request ceiling writes nothing into PostgreSQL', async () => {
  await passed(30, { address: newAddress() });
  const { rows } = await sql<{ count: number }>`select
      (select count(*) from limit_counters)::int + (select count(*) from audit_events where event = 'limit-hit')::int
      as count`.execute(unlimited.db);
  expect(rows[0]!.count).toBe(0);
});

test.each([
  ['users', 'REQUESTS_PER_MINUTE'],
  ['addresses', 'REQUESTS_PER_MINUTE_PER_IP'],
])('the request ceiling is off for %s at 0, and for them alone', async (whom, name) => {
  const lenient = await startTestServer({
    environment: { ...environment, [name]: '0' },
    replicaOf: unlimited,
  });
  const token = cookieOf((await registerPerson(unlimited)).browser, 'qp_access');
  const count = async (headers: Record<string, string>) => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => fetch(`${lenient.url}/trpc/system.health`, { headers })),
    );
    return answers.filter(({ status }) => status === 200).length;
  };
  const counts = [await count({ authorization: `Bearer ${token}` }), await count({})];
  await lenient.close();
  expect(counts).toEqual(whom === 'users' ? [30, perAddress] : [perUser, 30]);
});
