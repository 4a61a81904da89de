import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { layDatabaseCable, type DatabaseCable } from '#server/testing/database-cable.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import { createTestBrowser } from '#server/testing/test-browser.ts';

const origin = 'http://localhost:3000';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let cable: DatabaseCable;
let child: ChildProcess;
let url: string;
let stopped: Promise<unknown[]>;
beforeEach(async () => {
  database = await createTestDatabase();
  cable = await layDatabaseCable(database.url);
  const AUTH_SECRET = 'tests-sign-with-this-0123456789-abcdefgh';
  const env = {
    PATH: process.env['PATH'],
    PORT: '0',
    APP_ORIGIN: origin,
    DATABASE_URL: cable.url,
    AUTH_SECRET,
  };
  child = spawn(process.execPath, [join(rootFolder, 'server', 'main.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  stopped = once(child, 'exit');
  url = await listeningUrl(child);
});
afterEach(async () => {
  child.kill('SIGKILL');
  await stopped;
  await cable.pull();
  await database.drop();
});

async function listeningUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('no output');
  for await (const line of createInterface(stdout)) {
    const { msg, port } = JSON.parse(line) as { msg: string; port: number };
    if (msg !== 'listening') continue;
    stdout.resume();
    return `http://127.0.0.1:${port}`;
  }
  throw new Error('it did not listen');
}

function register(n: number) {
  const input = { email: `person${n}@example.com`, password: 'a long enough password' };
  return createTestBrowser(url, origin).mutate('auth.register', input);
}

function statusOf(path: string): Promise<number> {
  return fetch(`${url}${path}`, { headers: { connection: 'close' } }).then(({ status }) => status);
}

test('on SIGTERM the server is not ready, finishes running requests and exits with 0', async () => {
  await expect.poll(() => statusOf('/readyz')).toBe(200);
  const registering = Array.from({ length: 2 }, (_, n) => register(n));
  await Promise.race(registering);
  const startedAt = performance.now();
  child.kill('SIGTERM');
  await expect.poll(() => statusOf('/readyz'), { timeout: 900, interval: 10 }).toBe(503);
  expect(await statusOf('/healthz')).toBe(200);
  child.kill('SIGTERM');
  const answers = await Promise.all(registering);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(await stopped).toEqual([0, null]);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  await expect(statusOf('/healthz')).rejects.toThrow('fetch failed');
});

test('on SIGTERM the server exits although the database is silent and a request hangs', async () => {
  const answer = await register(1);
  cable.isSilent = true;
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const hanging = fetch(`${url}/trpc/users.me`, { headers: { cookie } });
  const startedAt = performance.now();
  child.kill('SIGTERM');
  expect((await hanging).status).toBe(503);
  expect(await stopped).toEqual([0, null]);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
