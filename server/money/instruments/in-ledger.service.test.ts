import { expect, test } from 'vitest';
import { createInLedger } from '#server/money/instruments/in-ledger.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';

/** Transactions that stay open until they are let go, and whose ledgers they have locked. */
function openDatabase() {
  const locked: string[] = [];
  const ends: (() => void)[] = [];
  const repositories = { ledgers: { lock: async (userId: string) => void locked.push(userId) } };
  const inTransaction: InTransaction = async (work) => {
    const result = await work(repositories as unknown as Repositories);
    await new Promise<void>((resolve) => ends.push(resolve));
    return result;
  };
  return { locked, inTransaction, endNext: () => ends.shift()?.() };
}

test('who changes much of their money at once holds one connection, and nobody else waits', async () => {
  const { locked, inTransaction, endNext } = openDatabase();
  const inLedger = createInLedger(inTransaction);

  const written = Array.from({ length: 20 }, (_, index) => inLedger('anna', async () => index));
  const other = inLedger('boris', async () => 'done');
  await expect.poll(() => locked).toEqual(['anna', 'boris']);

  for (let ended = 0; ended < 21; ended += 1) {
    await expect.poll(() => locked.length).toBeGreaterThan(Math.min(ended, 20));
    endNext();
  }
  expect(await Promise.all(written)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(await other).toBe('done');
});

test('a change that fails lets the next one go', async () => {
  const { inTransaction, endNext } = openDatabase();
  const inLedger = createInLedger(inTransaction);
  const failing = inLedger('anna', () => Promise.reject(new Error('refused')));
  const next = inLedger('anna', async () => 'done');

  await expect(failing).rejects.toThrow('refused');
  await expect.poll(endNext).toBeUndefined();
  endNext();

  expect(await next).toBe('done');
});

test('who waits too long for a turn is told when to come again', async () => {
  const { inTransaction } = openDatabase();
  const inLedger = createInLedger(inTransaction, { maximumWaitMillis: 1 });
  void inLedger('anna', async () => 'stays open');

  await expect(inLedger('anna', async () => 'late')).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    params: { retryAfterSeconds: 2 },
  });
});
