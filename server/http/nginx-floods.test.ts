import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normaliseAddress } from '#server/http/client-address.ts';
import { connectionsPerAddress } from '#server/http/connection-limits.ts';
import { addressSubject } from '#server/security/limit-keys.ts';
import { drip, floods, honestAddress, startFlood, type Flood } from '#server/testing/flood.ts';
import { limitsOf, nginxAbsence, startNginx, type RunningNginx } from '#server/testing/nginx.ts';
import { sendRaw, type RawAnswer } from '#server/testing/raw-http.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const absence = nginxAbsence();
if (absence) process.stdout.write(`Skipped: nginx under floods: ${absence}\n`);

/** Each in an IPv6 /64 or an IPv4 address of its own, or of its neighbour. They are written as proxies write them. */
const addresses = `
  192.0.2.1 192.0.2.2 192.0.2.1:4711 ::ffff:192.0.2.1 [::ffff:192.0.2.1]:443
  2001:db8:1:2:3:4:5:6 2001:db8:1:2::1 2001:db8:1:2:: [2001:db8:1:2::9]:443 2001:db8:1:3::1
  2001:db8:1::1 2001:db8:1::1:2:3:4 2001:db8:1:0:1:: 2001:db8:1:1::1
  2001:db8::1 2001:db8::1:2:3:4 2001:db8::1:2:3:4:5 2001:db8:0:1::1 2001:db8:: 2001:db8:0:0:1::
  2a00::1 2a00::1:2:3:4:5 2a00::1:2:3:4 2a00:0:0:1::1 2a00::2:1:2:3:4:5 2a00:0:2:1::7 fe80::1
`
  .trim()
  .split(/\s+/);

const portOf = ({ url }: TestServer) => Number(new URL(url).port);

describe.skipIf(absence !== null)('nginx under floods', () => {
  const open: { close(): Promise<void> }[] = [];
  const running: Flood[] = [];
  let pagesFolder: string;
  let server: TestServer;
  let front: RunningNginx;
  let hasty: RunningNginx;
  let narrow: RunningNginx;
  let echo: Server;

  beforeAll(async () => {
    pagesFolder = mkdtempSync(join(tmpdir(), 'quantpulse-pages-'));
    mkdirSync(join(pagesFolder, 'assets'));
    writeFileSync(join(pagesFolder, 'index.html'), '<!doctype html>');
    writeFileSync(join(pagesFolder, 'assets', 'large.js'), Buffer.alloc(20_000_000, ' '));
    const environment = { TRUSTED_PROXY_HOPS: '1', REQUESTS_PER_MINUTE_PER_IP: '300' };
    server = await startTestServer({ environment });
    front = await startNginx({ upstreamPort: portOf(server), pagesFolder });
    const connectionLimits = { headMillis: 500, requestMillis: 1000 };
    const hastyServer = await startTestServer({ environment, replicaOf: server, connectionLimits });
    hasty = await startNginx({ upstreamPort: portOf(hastyServer), pagesFolder, headerSeconds: 1 });
    echo = createServer((_request, response) => response.end('{}'));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    narrow = await startNginx({
      upstreamPort: (echo.address() as AddressInfo).port,
      pagesFolder,
      settings: { TRUSTED_PROXY_HOPS: '1', REQUESTS_PER_MINUTE_PER_IP: '1' },
      siteLines: 'location = /caller { return 200 $caller; }',
    });
    open.push(front, hasty, narrow, hastyServer, server);
  });
  afterAll(async () => {
    for (const flood of running) flood.end();
    for (const each of open) await each.close();
    echo?.closeAllConnections();
    await new Promise((resolve) => echo.close(resolve));
    rmSync(pagesFolder, { recursive: true, force: true });
  });

  it('nginx answers others, whatever one address holds open', { timeout: 30_000 }, async () => {
    const statuses = [];
    for (const [what, bytes] of Object.entries(floods))
      running.push(await startFlood(front.url, bytes, what === 'slow bodies' ? 1200 : 300));
    for (let n = 0; n < 20; n += 1)
      for (const path of ['/trpc/system.health', '/', '/healthz'])
        statuses.push((await sendRaw(front.url, path, { localAddress: honestAddress })).status);
    expect(statuses).toEqual(statuses.map(() => 200));
    for (const flood of running.splice(0)) flood.end();
  });

  it('nginx lets the server refuse a body that comes letter by letter', async () => {
    const answer = await drip(hasty.url, floods['slow bodies']);
    expect(answer).toMatch(/^HTTP\/1\.1 408 .*\r\nretry-after: 1\r\n.*"code":"MALFORMED_REQUEST"/is);
  });

  it('nginx cuts a head that comes letter by letter', async () => {
    expect(await drip(hasty.url, floods['slow heads'])).toBe('');
  });

  const askAs = (address: string, path = '/api/x'): Promise<RawAnswer> =>
    sendRaw(narrow.url, path, { headers: { 'x-forwarded-for': `203.0.113.9, ${address}` } });

  async function countAnswered(count: number, ask: () => Promise<RawAnswer>): Promise<number> {
    const answers = [];
    for (let n = 0; n < count; n += 1) answers.push(await ask());
    return answers.filter(({ status }) => status === 200).length;
  }

  it('nginx counts calls by caller, never fewer than the server would, and health and pages not at all', async () => {
    expect(await countAnswered(30, () => askAs('198.51.100.1'))).toBe(12);
    expect(await countAnswered(30, () => askAs('198.51.100.1', '/api/v1/health'))).toBe(30);
    expect(await countAnswered(30, () => askAs('198.51.100.1', '/'))).toBe(30);
    expect(await countAnswered(30, () => askAs('198.51.100.2'))).toBe(12);
    expect(await countAnswered(6, () => askAs('2001:db8:5:5::1'))).toBe(6);
    expect(await countAnswered(30, () => askAs('2001:db8:5:5::2'))).toBe(6);
  });

  it('nginx holds few connections of one caller at a time', async () => {
    const head = floods['readers that never read'].replace('Host', 'X-Forwarded-For: 198.51.100.3\r\nHost');
    const flood = await startFlood(narrow.url, head, 30);
    running.push(flood);
    await expect.poll(() => flood.refused).toBeGreaterThanOrEqual(30 - 11);
  });

  it.each([
    ['trpc', { error: { data: { httpStatus: 429, app: { code: 'RATE_LIMITED' } } } }],
    ['api', { code: 'RATE_LIMITED', status: 429, retry_after_seconds: 2 }],
  ])('nginx refuses on /%s as the server does', async (surface, told) => {
    const address = `198.51.100.${surface.length + 10}`;
    await countAnswered(12, () => askAs(address, `/${surface}/x`));
    const answer = await askAs(address, `/${surface}/x`);
    expect(answer.status).toBe(429);
    expect(answer.allHeaders.get('retry-after')).toEqual(['2']);
    expect(answer.allHeaders.get('content-security-policy')).toHaveLength(1);
    expect(JSON.parse(answer.body)).toMatchObject(told);
  });

  it('nginx tells callers apart as the server does', async () => {
    const told = new Map<string, string>();
    for (const address of addresses) told.set(address, (await askAs(address, '/caller')).body);
    const subject = (address: string) => addressSubject(normaliseAddress(address) ?? '');
    for (const one of addresses)
      for (const other of addresses)
        expect([one, other, told.get(one) === told.get(other)]).toEqual([
          one,
          other,
          subject(one) === subject(other),
        ]);
    expect((await askAs('no address', '/caller')).body).toBe('127.0.0.1');
    expect((await sendRaw(narrow.url, '/caller')).body).toBe('127.0.0.1');
  });

  it('nginx follows the figure that the server was given', () => {
    const most = 8192;
    for (const figure of [1, 300, 5000, 0])
      expect(limitsOf({ REQUESTS_PER_MINUTE_PER_IP: String(figure) })).toContain(
        `limit_conn callers ${connectionsPerAddress(figure, most)};`,
      );
    expect(limitsOf({ REQUESTS_PER_MINUTE_PER_IP: '0' })).not.toContain('limit_req');
    expect(limitsOf({})).toContain('limit_req zone=calls burst=3300 nodelay;');
    for (const wrong of ['x', '-1', '03', '1e9', '99999999'])
      expect(() => limitsOf({ REQUESTS_PER_MINUTE_PER_IP: wrong })).toThrow('must be a whole number');
  });
});
