import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { identityOf } from '#tools/launcher/process-lock.mjs';
import { firstLine, startProcess, startZombie } from '#tools/launcher/testing/processes.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { childOptions, serverAccount } from './home.ts';
import { acquire, ask, postmasterPid, scratchDataFolder, sharedDataFolder } from './testing/scratch.ts';

const stopped = sharedDataFolder();

/** A cluster that was stopped in good order, and the pid file of its server put back with another pid. */
async function clusterWithPidFile(dataFolder: string, pid: number): Promise<string> {
  const database = await acquire(dataFolder);
  const path = join(database.folder, 'data', 'postmaster.pid');
  const lines = readFileSync(path, 'utf8').split('\n');
  await database.release();
  writeFileSync(path, [pid, ...lines.slice(1)].join('\n'));
  return path;
}

async function isServed(database: EmbeddedPostgres): Promise<boolean> {
  const answer = await ask(database.url, 'SELECT 1');
  await database.release();
  return answer === 1;
}

test('every acknowledged row is there after the server was killed, for its users and at the next start', async () => {
  const dataFolder = stopped();
  const database = await acquire(dataFolder);
  await ask(database.url, 'CREATE TABLE kept (n int)');
  for (let round = 1; round <= 3; round++) {
    await ask(database.url, `INSERT INTO kept VALUES (${round})`);
    process.kill(postmasterPid(database.folder), 'SIGKILL');
    const next = await acquire(dataFolder);
    expect(next.url).toBe(database.url);
    expect(await ask(database.url, 'SELECT count(*)::int FROM kept')).toBe(round);
    await next.release();
  }
  await database.release();
});

test('whoever uses a server finds it again after a kill, at the same address, and no server survives them', async () => {
  const said: string[] = [];
  const database = await acquire(stopped(), { say: (line) => said.push(line) });
  const killed = postmasterPid(database.folder);
  process.kill(killed, 'SIGKILL');

  const selectOne = () => ask(database.url, 'SELECT 1').catch((error: Error) => error.message);
  await expect.poll(selectOne, { timeout: 30_000 }).toBe(1);
  const restarted = postmasterPid(database.folder);
  expect(restarted).not.toBe(killed);
  expect(said).toContain('PostgreSQL has ended; starting it again …');

  await database.release();
  expect(identityOf(restarted)).toBeUndefined();
});

test('the next start waits for the last processes of a server that was killed', async () => {
  const dataFolder = stopped();
  const database = await acquire(dataFolder);
  const lingering = Number(
    await ask(database.url, `SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'`),
  );
  process.kill(lingering, 'SIGSTOP');
  process.kill(postmasterPid(database.folder), 'SIGKILL');

  const next = acquire(dataFolder);
  const log = join(database.folder, 'postgres.log');
  await expect.poll(() => readFileSync(log, 'utf8'), { timeout: 30_000 }).toContain('still in use');
  process.kill(lingering, 'SIGCONT');

  expect(await isServed(await next)).toBe(true);
  await database.release();
});

test('a pid file that names a process of something else is stale', async () => {
  const dataFolder = stopped();
  // Of the server's own account, which PostgreSQL by itself takes for a running server.
  const account = childOptions(serverAccount(join(dataFolder, 'postgres')));
  const stranger = startProcess('/bin/sh', ['-c', 'echo $$; exec sleep 60'], account);
  await clusterWithPidFile(dataFolder, Number(await firstLine(stranger)));

  expect(await isServed(await acquire(dataFolder))).toBe(true);
  expect(identityOf(stranger.pid ?? 0)).toBeDefined();
});

test('a pid file that names a zombie is stale', async () => {
  const dataFolder = stopped();
  const account = childOptions(serverAccount(join(dataFolder, 'postgres')));
  await clusterWithPidFile(dataFolder, await startZombie(account));

  expect(await isServed(await acquire(dataFolder))).toBe(true);
});

test('an empty pid file, as a full disk leaves it, is stale', async () => {
  const dataFolder = stopped();
  const path = await clusterWithPidFile(dataFolder, 0);
  writeFileSync(path, '');

  expect(await isServed(await acquire(dataFolder))).toBe(true);
});

test('a half-made cluster of a killed process is made anew', async () => {
  const dataFolder = scratchDataFolder();
  const leftover = join(dataFolder, 'postgres', 'data.unfinished-0123');
  mkdirSync(leftover, { recursive: true });

  expect(await isServed(await acquire(dataFolder))).toBe(true);
  expect(existsSync(leftover)).toBe(false);
});
