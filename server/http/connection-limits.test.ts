import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectionsPerAddress, type ConnectionLimits } from '#server/http/connection-limits.ts';
import { drip, floods, honestAddress, openHalf, startFlood, type Flood } from '#server/testing/flood.ts';
import { exchangeBytes, sendRaw } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const figure = 20;
const shortly: Partial<ConnectionLimits> = { headMillis: 300, requestMillis: 600, silenceMillis: 600 };

let pagesFolder: string;
let database: TestServer;
const open: TestServer[] = [];
const running: Flood[] = [];
beforeAll(async () => {
  database = await startTestServer();
  pagesFolder = mkdtempSync(join(tmpdir(), 'quantpulse-pages-'));
  mkdirSync(join(pagesFolder, 'assets'));
  writeFileSync(join(pagesFolder, 'index.html'), '<!doctype html>');
  writeFileSync(join(pagesFolder, 'assets', 'large.js'), Buffer.alloc(20_000_000, ' '));
});
afterEach(async () => {
  for (const flood of running.splice(0)) flood.end();
  for (const server of open.splice(0)) await server.close();
});
afterAll(async () => {
  await database.close();
  rmSync(pagesFolder, { recursive: true, force: true });
});

async function start(connectionLimits: Partial<ConnectionLimits> = {}, hops = '0'): Promise<TestServer> {
  const environment = { REQUESTS_PER_MINUTE_PER_IP: String(figure), TRUSTED_PROXY_HOPS: hops };
  const server = await startTestServer({ environment, replicaOf: database, pagesFolder, connectionLimits });
  open.push(server);
  return server;
}

async function flooded(url: string, bytes: string, count: number): Promise<Flood> {
  const flood = await startFlood(url, bytes, count);
  running.push(flood);
  return flood;
}

test('the server keeps idle connections longer than proxies do, which close theirs after a minute', async () => {
  const { url } = await start();
  const { allHeaders } = await sendRaw(url, '/healthz', { headers: { connection: 'keep-alive' } });
  const [seconds = '0'] = /\d+/.exec(allHeaders.get('keep-alive')?.[0] ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(60);
});

test.each(Object.entries(floods))(
  'a server without a proxy serves others under %s from one address',
  async (_what, bytes) => {
    const { url } = await start();
    const flood = await flooded(url, bytes, 400);
    const statuses = [];
    for (let n = 0; n < figure; n += 1)
      statuses.push((await sendRaw(url, '/trpc/system.health', { localAddress: honestAddress })).status);
    expect(statuses).toEqual(statuses.map(() => 200));
    await expect.poll(() => flood.refused, { timeout: 5000 }).toBeGreaterThanOrEqual(400 - 11 * figure);
  },
);

test('a server without a proxy refuses connections over the limit, and accepts them again later', async () => {
  const { url } = await start({ perAddress: 5 });
  const flood = await flooded(url, floods['idle connections'], 5);
  const refused = await exchangeBytes(url, '');
  expect(refused).toMatch(
    /^HTTP\/1\.1 429 .*\r\nRetry-After: 2\r\n.*\r\nContent-Security-Policy: default-src 'none';/is,
  );
  const body = JSON.parse(refused.split('\r\n\r\n')[1] ?? '') as unknown;
  const app = { code: 'RATE_LIMITED', params: { retryAfterSeconds: 2 }, requestId: expect.any(String) };
  expect(body).toMatchObject({ error: { data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, app } } });
  flood.end();
  const again = () =>
    sendRaw(url, '/trpc/system.health').then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(again).toBe(200);
});

test.each([
  ['head', floods['slow heads']],
  ['body', floods['slow bodies']],
])('a server without a proxy cuts a %s that comes letter by letter', async (_part, bytes) => {
  const { url } = await start(shortly);
  const answer = await drip(url, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 408 .*\r\nRetry-After: 1\r\n/s);
  expect(answer).toContain('"code":"MALFORMED_REQUEST"');
});

test('a server without a proxy cuts a silent connection, though its client keeps it open', async () => {
  const { url } = await start(shortly);
  const idle = openHalf(url).resume();
  await expect.poll(() => idle.readableEnded, { timeout: 4000 }).toBe(true);
  await expect.poll(() => [idle.write('a'), idle.closed][1], { timeout: 4000 }).toBe(true);
});

test('a server without a proxy cuts a client that never reads the answer', async () => {
  const server = await start(shortly);
  await flooded(server.url, floods['readers that never read'], 3);
  const cut = () => server.logLines.filter((line) => line.includes('"aborted":true')).length;
  await expect.poll(cut, { timeout: 5000 }).toBe(3);
});

test('a server behind a proxy does not count connections by address', async () => {
  const { url } = await start({}, '1');
  await flooded(url, floods['idle connections'], 300);
  expect((await sendRaw(url, '/trpc/system.health')).status).toBe(200);
});

test('one address may have as many connections as requests at once, up to a share', () => {
  expect(connectionsPerAddress(300, 4096)).toBe(3300);
  expect(connectionsPerAddress(5000, 4096)).toBe(4096);
  expect(connectionsPerAddress(0, 4096)).toBe(4096);
});
