import { expect, test } from 'vitest';
import { identityOf } from '#tools/launcher/process-lock.mjs';
import { removeEmbeddedPostgres } from './embedded-postgres.ts';
import { startHolder } from './testing/holders.ts';
import { acquire, ask, postmasterPid, sharedDataFolder, scratchDataFolder } from './testing/scratch.ts';

const stopped = sharedDataFolder();

test('four processes that start at once share one new database, and the last to leave stops it', async () => {
  const dataFolder = scratchDataFolder();

  const holders = await Promise.all([1, 2, 3, 4].map(() => startHolder(dataFolder)));
  const postmaster = postmasterPid(holders[0]?.folder ?? '');
  const [last, ...others] = holders;
  expect(new Set(holders.map((holder) => holder.url)).size).toBe(1);

  for (const other of others) expect(await other.leave()).toBe(0);
  expect(await ask(last?.url ?? '', 'SELECT 1')).toBe(1);
  expect(await last?.leave()).toBe(0);
  // Whoever collects orphans here may take its time.
  await expect.poll(() => identityOf(postmaster)).toBeUndefined();
});

test('processes that come and go at once never find a server that is being stopped', async () => {
  const dataFolder = stopped();
  const visit = async () => {
    const database = await acquire(dataFolder);
    const answer = await ask(database.url, 'SELECT 1');
    await database.release();
    return answer;
  };

  for (let round = 0; round < 5; round++)
    expect(await Promise.all([visit(), visit(), visit()])).toEqual([1, 1, 1]);
});

test('a killed user does not keep the server up, nor does it take the server from the others', async () => {
  const dataFolder = stopped();
  const killed = await startHolder(dataFolder);
  const database = await acquire(dataFolder);
  const postmaster = postmasterPid(database.folder);

  await killed.kill();
  expect(await ask(database.url, 'SELECT 1')).toBe(1);
  await database.release();

  expect(identityOf(postmaster)).toBeUndefined();
});

test('the server of a killed process goes on, is adopted by the next one and stopped with it', async () => {
  const dataFolder = stopped();
  const killed = await startHolder(dataFolder);
  const postmaster = postmasterPid(killed.folder);
  await killed.kill();
  expect(identityOf(postmaster)).toBeDefined();

  const database = await acquire(dataFolder);
  expect(postmasterPid(database.folder)).toBe(postmaster);
  await database.release();

  expect(identityOf(postmaster)).toBeUndefined();
});

test('releasing twice gives up one place only', async () => {
  const dataFolder = stopped();
  const one = await acquire(dataFolder);
  const other = await acquire(dataFolder);

  await Promise.all([one.release(), one.release()]);

  expect(await ask(other.url, 'SELECT 1')).toBe(1);
  await other.release();
});

test('data in use cannot be removed', async () => {
  const dataFolder = stopped();
  const database = await acquire(dataFolder);

  await expect(removeEmbeddedPostgres(dataFolder)).rejects.toThrow('in use');
  expect(await ask(database.url, 'SELECT 1')).toBe(1);
  await database.release();
});
