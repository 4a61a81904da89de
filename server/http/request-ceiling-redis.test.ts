import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestRedis, redisAbsence, type TestRedis } from '#server/testing/redis.ts';
import { mintAccess } from '#server/testing/people.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const absence = redisAbsence();
if (absence) process.stdout.write(`skipped: request-ceiling-redis.test.ts, because ${absence}\n`);

/** What a person takes for an answer at once, the loss of Redis included. */
const promptMillis = 300;
/** Well past what a busy machine made of a healthy Redis. */
const slowMillis = 300;
const ceiling = 5;
const perUser = 2;

let redis: TestRedis;
let database: TestServer;
const open: TestServer[] = [];
let lastAddress = 0;

beforeAll(async () => {
  database = await startTestServer();
  redis = await createTestRedis();
});
afterEach(async () => {
  redis.resume();
  for (const server of open.splice(0)) await server.close();
  await redis.kill();
});
afterAll(() => database.close());

async function startReplica(perAddress = ceiling): Promise<TestServer> {
  const environment = {
    REDIS_URL: redis.url,
    TRUSTED_PROXY_HOPS: '1',
    REQUESTS_PER_MINUTE: String(perUser),
    REQUESTS_PER_MINUTE_PER_IP: String(perAddress),
  };
  const server = await startTestServer({ environment, replicaOf: database });
  open.push(server);
  return server;
}

function newAddress(): string {
  lastAddress += 1;
  return `198.51.100.${lastAddress}`;
}

/** The status of one request, and how long it took. */
async function ask({ url }: TestServer, address: string, token?: string) {
  const startedAt = performance.now();
  const headers = {
    'x-forwarded-for': address,
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const { status } = await fetch(`${url}/trpc/system.health`, { headers });
  return { status, millis: performance.now() - startedAt };
}

async function askInParallel(servers: TestServer[], address: string, count: number) {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, n) => ask(servers[n % servers.length]!, address)),
  );
  return answers.filter(({ status }) => status === 200).length;
}

/** Of several, because a busy machine may hold up any one of them. */
function medianMillis(answers: { millis: number }[]): number {
  const sorted = answers.map(({ millis }) => millis).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function said({ logLines }: TestServer, word: 'reachable' | 'unreachable'): number {
  return logLines.filter((line) => line.includes(`redis is ${word}`)).length;
}

describe.skipIf(absence !== null)('with Redis the request ceiling', () => {
  test('with Redis all replicas share the request ceiling, to the last token, under parallel requests', async () => {
    await redis.start();
    const servers = [await startReplica(), await startReplica()];
    for (const server of servers) await expect.poll(() => said(server, 'reachable')).toBe(1);
    expect(await askInParallel(servers, newAddress(), 40)).toBe(ceiling);
  });

  test('with Redis the request ceiling is exact while Redis is slow, and right after the start', async () => {
    await redis.start();
    const early = await startReplica();
    expect(await askInParallel([early], newAddress(), 40)).toBe(ceiling);
    const servers = [early, await startReplica()];
    await ask(servers[1]!, newAddress());
    const address = newAddress();
    redis.pause();
    const asked = askInParallel(servers, address, 40);
    setTimeout(() => redis.resume(), slowMillis);
    expect(await asked).toBe(ceiling);
    expect(servers.map((server) => said(server, 'unreachable'))).toEqual([0, 0]);
  });

  test('with Redis the request ceiling takes from the person and the address, or from neither', async () => {
    await redis.start();
    const [one, other] = [await startReplica(1), await startReplica(1)];
    for (const server of [one, other]) await expect.poll(() => said(server, 'reachable')).toBe(1);
    const session = () => ({ user_id: randomUUID(), id: randomUUID() });
    const tokens = await Promise.all(Array.from({ length: 15 }, () => mintAccess(database, session())));
    const address = newAddress();
    const askAs = (token: string, from: string, n: number) => ask(n % 2 ? one : other, from, token);
    const statuses = async (asked: Promise<{ status: number }>[]) =>
      (await Promise.all(asked)).filter(({ status }) => status === 200).length;
    const [greedy = '', ...others] = tokens;
    expect(await statuses(Array.from({ length: 10 }, (_, n) => askAs(greedy, address, n)))).toBe(perUser);
    const wide = 10 - perUser;
    expect(await statuses(others.map((token, n) => askAs(token, address, n)))).toBe(wide);
    const late = await mintAccess(database, session());
    expect(await statuses([0, 1, 2].map((n) => askAs(late, address, n)))).toBe(0);
    const elsewhere = newAddress();
    expect(await statuses([0, 1, 2].map((n) => askAs(late, elsewhere, n)))).toBe(perUser);
  });

  test('without Redis at the start each process has its own ceiling, shared once Redis comes', async () => {
    const servers = [await startReplica(), await startReplica()];
    for (const server of servers) await expect.poll(() => said(server, 'unreachable')).toBe(1);
    expect(await askInParallel(servers, newAddress(), 40)).toBe(2 * ceiling);
    await redis.start();
    for (const server of servers)
      await expect.poll(() => said(server, 'reachable'), { timeout: 15_000 }).toBe(1);
    expect(await askInParallel(servers, newAddress(), 40)).toBe(ceiling);
    expect(servers.map((server) => said(server, 'unreachable'))).toEqual([1, 1]);
  });

  test('after Redis was killed each process has its own ceiling, and the loss is logged once', async () => {
    await redis.start();
    const server = await startReplica();
    await expect.poll(() => said(server, 'reachable')).toBe(1);
    const address = newAddress();
    const killed = redis.kill();
    const during = await Promise.all(Array.from({ length: 20 }, () => ask(server, newAddress())));
    await killed;
    await expect.poll(() => said(server, 'unreachable')).toBe(1);
    expect(during.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(await askInParallel([server], address, 20)).toBe(ceiling);
    await redis.start();
    await expect.poll(() => said(server, 'reachable'), { timeout: 15_000 }).toBe(2);
    expect(said(server, 'unreachable')).toBe(1);
  });

  test('a hanging Redis delays no request; its loss and return are logged once each', async () => {
    await redis.start();
    const servers = [await startReplica(), await startReplica()];
    const [server] = servers as [TestServer, TestServer];
    for (const each of servers) await expect.poll(() => said(each, 'reachable')).toBe(1);
    await ask(server, newAddress());
    redis.pause();
    const patient = await Promise.all(Array.from({ length: 5 }, () => ask(server, newAddress())));
    const prompt = [];
    for (let n = 0; n < 5; n += 1) prompt.push(await ask(server, newAddress()));
    expect(medianMillis(prompt)).toBeLessThan(promptMillis);
    expect(medianMillis(patient)).toBeLessThan(10 * promptMillis);
    expect([...patient, ...prompt].map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await askInParallel([server], newAddress(), 20)).toBe(ceiling);
    expect(said(server, 'unreachable')).toBe(1);
    redis.resume();
    await expect
      .poll(() => ask(server, newAddress()).then(() => said(server, 'reachable')), { timeout: 15_000 })
      .toBe(2);
    expect(await askInParallel(servers, newAddress(), 40)).toBe(ceiling);
    expect(said(server, 'unreachable')).toBe(1);
  });

  test('a Redis that accepts connections and stays silent delays no request', async () => {
    await redis.start();
    redis.pause();
    const server = await startReplica();
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await ask(server, newAddress()));
    expect(medianMillis(answers)).toBeLessThan(promptMillis);
    expect(await askInParallel([server], newAddress(), 20)).toBe(ceiling);
    await expect.poll(() => said(server, 'unreachable'), { timeout: 5000 }).toBe(1);
    redis.resume();
    await expect.poll(() => said(server, 'reachable'), { timeout: 15_000 }).toBe(1);
  });
});
