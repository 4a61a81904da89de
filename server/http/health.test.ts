import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { migrateToLatest } from '#server/db/migrations/migrator.ts';
import { createEmptyDatabase } from '#server/testing/postgres.ts';
import { startTestServer, type TestServer } from '#server/testing/test-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function start(settings: Parameters<typeof startTestServer>[0] = {}): Promise<TestServer> {
  const server = await startTestServer(settings);
  closers.push(() => server.close());
  return server;
}

function statuses(server: TestServer, paths: string[]): Promise<number[]> {
  const browser = server.newBrowser();
  return Promise.all(paths.map(async (path) => (await browser.send(path)).status));
}

const served = [
  '/trpc/system.health',
  '/trpc/auth.session',
  '/trpc/nothing',
  '/api/v1/health',
  '/api/nothing',
];

test('a server without its newest migration refuses calls, names it, and serves once it is applied', async () => {
  const { url, drop } = await createEmptyDatabase();
  closers.push(drop);
  const server = await start({ databaseUrl: url });
  const browser = server.newBrowser();
  const readiness = await browser.send('/readyz');
  expect(readiness.status).toBe(503);
  expect(JSON.parse(readiness.body)).toMatchObject({
    status: 'unavailable',
    reason: expect.stringMatching(/^migration 0001-\S+ has not been applied$/),
  });
  expect(await statuses(server, served)).toEqual([503, 503, 503, 503, 503]);
  expect((await browser.send('/healthz')).status).toBe(200);
  const refusal = await browser.query('system.health');
  expect(refusal.error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', params: { retryAfterSeconds: 2 } });
  expect(refusal.headers.get('retry-after')).toBe('2');
  expect(server.logLines.filter((line) => line.includes('has not been applied'))).toHaveLength(1);

  await migrateToLatest(url, () => undefined);
  expect((await browser.send('/readyz')).status).toBe(200);
  expect(await statuses(server, served)).toEqual([200, 200, 404, 200, 404]);
});

test('a server whose migration was edited afterwards refuses calls', async () => {
  const server = await start();
  await sql`update migration_hashes set sha256 = repeat('0', 64)
      where name = (select max(name) from migration_hashes)`.execute(server.db);
  const readiness = await server.newBrowser().send('/readyz');
  expect(JSON.parse(readiness.body)).toMatchObject({ reason: expect.stringContaining('was edited') });
  expect(await statuses(server, served)).toEqual([503, 503, 503, 503, 503]);
});

test('a server on the schema of a later build serves, as rolling releases need', async () => {
  const server = await start();
  await sql`insert into migration_hashes (name, sha256) values ('9999-later', repeat('0', 64))`.execute(
    server.db,
  );
  expect(await statuses(server, ['/readyz', '/trpc/system.health'])).toEqual([200, 200]);
});

test('a server whose database is away is alive, not ready, and answers what needs no database', async () => {
  const server = await start({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/nothing' });
  const browser = server.newBrowser();
  const readiness = await browser.send('/readyz');
  expect(readiness.status).toBe(503);
  expect(readiness.headers.get('retry-after')).toBe('2');
  expect(JSON.parse(readiness.body)).toEqual({
    status: 'unavailable',
    reason: 'the database is unreachable',
  });
  const paths = ['/healthz', '/api/v1/health', '/trpc/system.health', '/trpc/auth.session', '/trpc/users.me'];
  expect(await statuses(server, paths)).toEqual([200, 200, 200, 200, 401]);
});

test('a server whose database is away tells callers to come again', async () => {
  const server = await start({ databaseUrl: 'postgresql://nobody@127.0.0.1:1/nothing' });
  const answer = await server
    .newBrowser()
    .mutate('auth.login', { identifier: 'a@example.com', password: 'x' });
  expect(answer.status).toBe(503);
  expect(answer.error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', params: { retryAfterSeconds: 2 } });
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(answer.body).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|postgres/);
});

test('health is answered to anyone with the promised fields', async () => {
  const browser = (await start()).newBrowser();
  expect((await browser.send('/healthz')).body).toBe('{"status":"ok"}');
  expect((await browser.send('/api/v1/health')).body).toBe('{"status":"ok"}');
  expect((await browser.send('/readyz')).body).toBe('{"status":"ok"}');
  expect((await browser.query('system.health')).data).toEqual({
    status: 'ok',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
});
