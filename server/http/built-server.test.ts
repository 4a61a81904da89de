import { spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBuiltServer } from '#server/built-server.ts';
import { rootFolder } from '#server/root-folder.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import { freePort } from '#tools/app/port-probe.ts';

const copied = [
  'server',
  'shared',
  'migrations',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.server.config.ts',
];
/** A checkout of its own, so that a source of it can be changed. */
let root: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'built server '));
  for (const name of copied) cpSync(join(rootFolder, name), join(root, name), { recursive: true });
  symlinkSync(join(rootFolder, 'node_modules'), join(root, 'node_modules'));
  const vite = join(rootFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = [vite, 'build', '--config', 'vite.server.config.ts', '--logLevel', 'warn'];
  const { status, stderr } = spawnSync(process.execPath, build, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  database = await createTestDatabase();
}, 60_000);
afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  await database.drop();
});

const built = () => join(root, 'build', 'server', 'serve.js');

/** Runs `server/main.ts` until it has told what `look` asks, then ends it. */
async function whileServing<Result>(look: (url: string) => Promise<Result>): Promise<Result> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      APP_ORIGIN: `http://localhost:${port}`,
      AUTH_SECRET: 'a-signing-key-for-tests-0123456789',
      DATABASE_URL: database.url,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await expect
      .poll(async () => (await fetch(`${url}/readyz`).catch(() => null))?.status, { timeout: 20_000 })
      .toBe(200);
    return await look(url);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

test('a build whose list of sources is damaged or gone is not run', () => {
  const empty = mkdtempSync(join(tmpdir(), 'nothing-built-'));
  expect(findBuiltServer(empty)).toBeUndefined();
  cpSync(join(root, 'build'), join(empty, 'build'), { recursive: true });
  expect(findBuiltServer(empty)).toBeUndefined();
  writeFileSync(join(empty, 'build', 'server', 'sources.json'), '{"digest":"","files":[');
  expect(findBuiltServer(empty)).toBeUndefined();
  rmSync(empty, { recursive: true });
});

test('the built server is ready, hashes in its threads, knows the list of passwords and shows its documents', async () => {
  expect(findBuiltServer(root)).toBe(built());
  const register = (url: string, password: string) =>
    fetch(`${url}/trpc/auth.register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: 'built@example.com', username: 'built', password }),
    });

  await whileServing(async (url) => {
    expect((await register(url, 'qwertyuiop')).status).toBe(400);
    expect((await register(url, 'gathered into one file')).status).toBe(200);
    expect((await fetch(`${url}/api/docs`)).status).toBe(200);
  });
});

/** Instead of the built server, and just as long. */
function plantInBuilt(code: string): void {
  writeFileSync(built(), code.padEnd(statSync(built()).size));
}

test('the built file is what runs, as long as it is whole', async () => {
  plantInBuilt('process.exit(42);');
  expect(spawnSync(process.execPath, ['server/main.ts'], { cwd: root }).status).toBe(42);
  truncateSync(built(), statSync(built()).size - 1);
  expect(findBuiltServer(root)).toBeUndefined();
  appendFileSync(built(), ' ');
  expect(findBuiltServer(root)).toBe(built());
});

test.each(['server/serve.ts', 'shared/identity/retention.ts', 'package-lock.json'])(
  'one changed byte of %s, and the sources are run',
  async (source) => {
    plantInBuilt('process.exit(42);');
    appendFileSync(join(root, source), '\n');
    try {
      expect(findBuiltServer(root)).toBeUndefined();
      await whileServing(async (url) => expect((await fetch(`${url}/healthz`)).status).toBe(200));
    } finally {
      truncateSync(join(root, source), statSync(join(root, source)).size - 1);
    }
    expect(findBuiltServer(root)).toBe(built());
  },
);
