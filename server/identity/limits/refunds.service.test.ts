import { expect, test } from 'vitest';
import type { Taken } from '#server/identity/limits/limits.repository.ts';
import { createRefunds } from '#server/identity/limits/refunds.service.ts';

const taken = (name: string): Taken => ({
  key: Buffer.from(name),
  resetsAt: new Date(0),
  used: 1,
  secondsLeft: 1,
});

/** Counters that take `room` refunds before the database goes away. */
function countersThatTake(room: number) {
  const database = { room, refunded: [] as string[] };
  const limits = {
    refund({ key }: Taken): Promise<void> {
      if (database.refunded.length >= database.room) return Promise.reject(new Error('the database is away'));
      database.refunded.push(key.toString());
      return Promise.resolve();
    },
  };
  return { database, refunds: createRefunds({ limits }) };
}

test('a refund reaches the database at once', async () => {
  const { database, refunds } = countersThatTake(9);
  await refunds.refund([taken('a'), taken('b')]);
  expect(database.refunded).toEqual(['a', 'b']);
});

test('a refund never fails while the database is away, and is made by the next one', async () => {
  const { database, refunds } = countersThatTake(0);
  await refunds.refund([taken('a')]);
  expect(database.refunded).toEqual([]);
  database.room = 9;
  await refunds.refund([taken('b')]);
  expect(database.refunded).toEqual(['a', 'b']);
});

test('a flush fails while the database is away, so that nothing is counted before the refunds', async () => {
  const { database, refunds } = countersThatTake(0);
  await refunds.refund([taken('a')]);
  await expect(refunds.flush()).rejects.toThrow('the database is away');
  database.room = 9;
  await refunds.flush();
  expect(database.refunded).toEqual(['a']);
});

test('refunds that were made before the database went away are not made twice', async () => {
  const { database, refunds } = countersThatTake(1);
  await refunds.refund([taken('a'), taken('b'), taken('c')]);
  database.room = 9;
  await refunds.flush();
  await refunds.flush();
  expect(database.refunded).toEqual(['a', 'b', 'c']);
});
