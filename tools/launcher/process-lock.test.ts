import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ownerText, tryProcessLock } from './process-lock.mjs';
import { startProcess, startZombie } from './testing/processes.ts';

function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qp-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a second claimant learns the pid of the holder', () => {
  const folder = scratchFolder();

  tryProcessLock(folder, 'one');

  expect(tryProcessLock(folder, 'one')).toEqual({ heldBy: process.pid });
});

test('a lock that was released is free, and only one file of it stays', () => {
  const folder = scratchFolder();

  for (let round = 0; round < 3; round++) {
    const lock = tryProcessLock(folder, 'one');
    if ('release' in lock) lock.release();
  }

  expect(tryProcessLock(folder, 'one')).toHaveProperty('release');
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a process that has reused the pid of a dead holder does not hold its lock', () => {
  const folder = scratchFolder();
  symlinkSync(`${process.pid}@of-an-earlier-process`, join(folder, 'one.lock.4'));

  expect(tryProcessLock(folder, 'one')).toHaveProperty('release');
});

test('the newest claim decides, whatever older ones are left', () => {
  const folder = scratchFolder();
  symlinkSync(ownerText(), join(folder, 'one.lock.9'));
  symlinkSync('1@late', join(folder, 'one.lock.3'));

  expect(tryProcessLock(folder, 'one')).toEqual({ heldBy: process.pid });
});

test('a zombie holds nothing', async () => {
  const folder = scratchFolder();
  const zombie = await startZombie();
  symlinkSync(`${zombie}@undefined`, join(folder, 'one.lock.1'));

  expect(process.kill(zombie, 0)).toBe(true);
  expect(tryProcessLock(folder, 'one')).toHaveProperty('release');
});

test('four processes never meet inside, a dead holder before them', { timeout: 60_000 }, async () => {
  const folder = scratchFolder();
  symlinkSync('4194305@dead', join(folder, 'contended.lock.1'));

  const contenders = [1, 2, 3, 4].map(() =>
    startProcess(process.execPath, [join(import.meta.dirname, 'testing', 'contender.ts'), folder, '100']),
  );
  const exits = await Promise.all(contenders.map(async (one) => (await once(one, 'exit'))[0] as number));

  expect(exits).toEqual([0, 0, 0, 0]);
});
