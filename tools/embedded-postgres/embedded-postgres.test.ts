import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquire, ask, isRoot, postmasterPid, pristinePackage } from './testing/scratch.ts';
import { scratchDataFolder, scratchFolder, sharedDataFolder } from './testing/scratch.ts';

const stopped = sharedDataFolder();

test('a stranger gets a UTF-8 database that folds Cyrillic, and finds the data at the next start', async () => {
  const dataFolder = scratchDataFolder();
  const lines: string[] = [];
  const first = await acquire(dataFolder, { say: (line) => lines.push(line) });
  await ask(first.url, `CREATE TABLE kept AS SELECT lower('ИВАН' COLLATE "und-x-icu") AS name`);
  await first.release();

  const second = await acquire(dataFolder, { say: (line) => lines.push(line) });

  expect(await ask(second.url, `SELECT name FROM kept WHERE name = lower('ИВАН')`)).toBe('иван');
  expect(await ask(second.url, 'SHOW server_encoding')).toBe('UTF8');
  expect(await ask(second.url, `SELECT datlocale FROM pg_database WHERE datname = 'quantpulse'`)).toBe('und');
  expect(await ask(second.url, 'SELECT current_database()')).toBe('quantpulse');
  expect(lines).toHaveLength(1);
  await second.release();
});

test('nobody reaches the server by TCP, and no other account by its socket', async () => {
  const database = await acquire(stopped());

  const socketFolder = String(await ask(database.url, 'SHOW unix_socket_directories'));

  expect(await ask(database.url, 'SHOW listen_addresses')).toBe('');
  expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
  expect(statSync(database.folder).mode & 0o777).toBe(0o700);
  expect(await ask(database.url, 'SHOW fsync')).toBe('off');
  await database.release();
  expect(lstatSync(socketFolder, { throwIfNoEntry: false })).toBeUndefined();
});

test('Ctrl-C in the terminal does not reach the server: it has a session of its own', async ({ skip }) => {
  skip(process.platform !== 'linux', 'reads /proc');
  const database = await acquire(stopped());
  const pid = postmasterPid(database.folder);

  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];

  expect(stat.slice(2, 4)).toEqual([String(pid), String(pid)]);
  await database.release();
});

test('a path with spaces, an apostrophe, Cyrillic and 300 characters works', async () => {
  const parent = join(scratchFolder(), `it's my папка`, 'long'.repeat(30), 'deep'.repeat(30));
  const database = await acquire(scratchDataFolder(parent));

  expect(database.folder.length).toBeGreaterThan(255);
  expect(await ask(database.url, 'SELECT 1')).toBe(1);
  await database.release();
});

test.each(['a$b', 'my "$HOME" `id` back\\slash', 'a#b%20c? кот 🐈'])(
  'a checkout in a folder named %j has its database there',
  async (name) => {
    const parent = join(scratchFolder(), name);
    const dataFolder = scratchDataFolder(parent);
    const packageFolder = pristinePackage(parent);
    const database = await acquire(dataFolder, { packageFolder });

    expect(database.folder).toBe(join(realpathSync(dataFolder), 'postgres'));
    expect(await ask(database.url, 'SELECT 1')).toBe(1);
    await database.release();
  },
);

test('root gets a server run by an account without rights', async ({ skip }) => {
  skip(!isRoot, 'needs root');
  const database = await acquire(stopped());

  expect(statSync(`/proc/${postmasterPid(database.folder)}`).uid).not.toBe(0);
  await database.release();
});

test('root in a folder closed to others gets data and binaries elsewhere, and is told where', async ({
  skip,
}) => {
  skip(!isRoot, 'needs root');
  const closed = scratchFolder(0o700);
  const packageFolder = pristinePackage(closed);
  // As a clone made under umask 077 has it.
  execFileSync('chmod', ['-R', 'go=', packageFolder]);
  const dataFolder = scratchDataFolder(closed);
  const lines: string[] = [];

  const database = await acquire(dataFolder, { packageFolder, say: (line) => lines.push(line) });

  expect(database.folder).toMatch(/^\/var\/lib\/quantpulse\/[0-9a-f]{16}$/);
  expect(readlinkSync(join(dataFolder, 'postgres'))).toBe(database.folder);
  expect(lines[0]).toContain(database.folder);
  expect(readFileSync(`/proc/${postmasterPid(database.folder)}/cmdline`, 'utf8')).toContain(
    `${database.folder}/binaries-`,
  );
  expect(await ask(database.url, `SELECT lower('ИВАН')`)).toBe('иван');
  await database.release();
});
