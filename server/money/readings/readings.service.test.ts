import { expect, test } from 'vitest';
import type { ActorRequest } from '#server/caller.ts';
import { createReadingsService } from '#server/money/readings/readings.service.ts';
import type { Reading } from '#server/money/readings/readings.rules.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';

const requestOf = (id: string, timeZone = 'UTC') =>
  ({ actor: { user: { id, timeZone } } }) as unknown as ActorRequest;
const ann = requestOf('ann');

/** Readings of a ledger whose numbers the test sets; `reckoned` is what was reckoned, in its order. */
function readingsOf(work = { transactions: 1, days: 1, valuations: 1 }) {
  const ledger = { asked: '1/1', read: '1/1' };
  const reckoned: string[] = [];
  const tellsLong: string[] = [];
  const ledgersOf = (which: keyof typeof ledger) => ({
    findRevisions: () => Promise.resolve(ledger[which]),
  });
  const inSnapshot: InTransaction = (read) => read({ ledgers: ledgersOf('read') } as unknown as Repositories);
  const service = createReadingsService({
    ledgers: ledgersOf('asked'),
    inSnapshot,
    tellLong(name) {
      tellsLong.push(name);
      return Promise.resolve({ revisions: ledger.read, text: '"long"' });
    },
  });
  const reading: Reading<string, string> = {
    name: 'positions.list',
    open: (_kept, { userId, input }) =>
      Promise.resolve({
        ...work,
        async reckon() {
          await Promise.resolve();
          reckoned.push(`${userId} ${input}`);
          if (input === 'broken') throw new Error('broken');
          return `${input} ${reckoned.length}`;
        },
      }),
  };
  const tell = (input: string, request = ann) => service.tell(reading, request, input);
  return { tell, ledger, reckoned, tellsLong };
}

test('a reading is told again without reckoning while the numbers of its ledger stay', async () => {
  const { tell, reckoned } = readingsOf();
  expect([await tell('a'), await tell('a')]).toEqual(['a 1', 'a 1']);
  expect(reckoned).toEqual(['ann a']);
});

test.each(['2/1', '1/2'])('a ledger whose numbers have become %s is read anew', async (revisions) => {
  const { tell, ledger } = readingsOf();
  await tell('a');
  ledger.asked = revisions;
  ledger.read = revisions;
  expect(await tell('a')).toBe('a 2');
});

test('neither another person, nor another question, nor another day is told an answer that is kept', async () => {
  const { tell, reckoned } = readingsOf();
  await tell('a');
  await tell('a', requestOf('bob'));
  await tell('b');
  // Between these two zones it is never the same day.
  await tell('a', requestOf('ann', 'Pacific/Kiritimati'));
  await tell('a', requestOf('ann', 'Pacific/Pago_Pago'));
  expect(reckoned.length).toBeGreaterThan(3);
  expect(new Set(reckoned)).toEqual(new Set(['ann a', 'bob a', 'ann b']));
});

test('equal questions at once are reckoned once', async () => {
  const { tell, reckoned } = readingsOf();
  const told = await Promise.all([tell('a'), tell('a'), tell('b'), tell('a')]);
  expect(told).toEqual(['a 1', 'a 1', 'b 2', 'a 1']);
  expect(reckoned).toEqual(['ann a', 'ann b']);
});

test('an answer that became newer while it was read is kept for the numbers it was read at', async () => {
  const { tell, ledger } = readingsOf();
  ledger.read = '2/1';
  expect(await tell('a')).toBe('a 1');
  expect(await tell('a')).toBe('a 2');
  ledger.asked = '2/1';
  expect(await tell('a')).toBe('a 2');
});

test('a failure is told to all who wait, and is not kept', async () => {
  const { tell, reckoned } = readingsOf();
  const told = await Promise.allSettled([tell('broken'), tell('broken')]);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(tell('broken')).rejects.toThrow('broken');
  expect(reckoned).toEqual(['ann broken', 'ann broken']);
});

test.each([
  [{ transactions: 5000, days: 20_000, valuations: 50_000 }, []],
  [{ transactions: 5001, days: 1, valuations: 1 }, ['positions.list']],
  [{ transactions: 1, days: 20_001, valuations: 1 }, ['positions.list']],
  [{ transactions: 1, days: 1, valuations: 50_001 }, ['positions.list']],
])('what takes %o is reckoned in another thread: %o', async (work, expected) => {
  const { tell, tellsLong } = readingsOf(work);
  await tell('a');
  await tell('a');
  expect(tellsLong).toEqual(expected);
});

test('who asks for fifty readings at once has two of them running, and another person waits for none', async () => {
  const opened: string[] = [];
  const ends: (() => void)[] = [];
  const ledgers = { findRevisions: () => Promise.resolve('1/1') };
  const { tell } = createReadingsService({
    ledgers,
    inSnapshot: (read) => read({ ledgers } as unknown as Repositories),
    tellLong: () => Promise.reject(new Error('nothing here is long')),
  });
  const reading: Reading<string, string> = {
    name: 'netWorth.get',
    async open(_kept, { userId, input }) {
      opened.push(userId);
      await new Promise<void>((resolve) => ends.push(resolve));
      return { transactions: 1, days: 1, valuations: 1, reckon: () => Promise.resolve(input) };
    },
  };
  const asked = Array.from({ length: 50 }, (_, index) => tell(reading, ann, `portfolio ${index}`));
  const other = tell(reading, requestOf('ben'), 'portfolio');
  await expect.poll(() => opened).toEqual(['ann', 'ann', 'ben']);

  for (let ended = 0; ended < 51; ended += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(0);
    ends.shift()?.();
  }
  expect(await other).toBe('portfolio');
  expect(await Promise.all(asked)).toHaveLength(50);
});
