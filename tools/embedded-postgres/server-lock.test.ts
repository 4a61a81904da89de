import { spawnSync } from 'node:child_process';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { acquireServerLock } from './embedded-postgres.ts';
import { scratchFolder } from './testing/scratch.ts';

test('a second server in the same folder is refused in one line that names the first', () => {
  const folder = join(scratchFolder(), '.data');
  acquireServerLock(folder);

  expect(() => acquireServerLock(folder)).toThrow(new RegExp(`^[^\n]*process ${process.pid}[^\n]*$`));
});

test('a folder that cannot be made is one line with its name', () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');

  expect(() => acquireServerLock(join(file, '.data'))).toThrow(/^The data folder [^\n]*file[^\n]*$/);
});

test('the next server starts after the first has released the folder', () => {
  const folder = scratchFolder();
  acquireServerLock(folder).release();

  expect(acquireServerLock(folder)).toHaveProperty('release');
});

test('the lock of a server killed by kill -9 is stale', () => {
  const folder = scratchFolder();
  const module = new URL('./embedded-postgres.ts', import.meta.url).href;
  const script = `(await import('${module}')).acquireServerLock(process.argv[1]); process.kill(process.pid, 'SIGKILL')`;
  const killed = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder]);
  expect(killed.signal).toBe('SIGKILL');
  expect(readdirSync(folder)).toEqual(['server.lock.1']);

  expect(acquireServerLock(folder)).toHaveProperty('release');
});

test('the lock of a server whose pid another process has now is stale', () => {
  const folder = scratchFolder();
  symlinkSync(`${process.ppid}@earlier`, join(folder, 'server.lock.1'));

  expect(acquireServerLock(folder)).toHaveProperty('release');
});
