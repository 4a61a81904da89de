import { expect, test } from 'vitest';
import { createPerformanceReadings } from '#server/money/performance/performance-readings.service.ts';
import type { ReadingRepositories } from '#server/money/readings/readings.rules.ts';
import type { BooksService } from '#server/money/transactions/books.service.ts';
import { readDay } from '#shared/money/days.ts';

const today = readDay('2026-01-01') ?? 0;
const range = { from: '2025-01-01', to: '2025-12-31' };
const rows = [
  { id: 'a', base_currency: 'USD' },
  { id: 'b', base_currency: 'USD' },
];

/** What readings of a year say of their work, with so many transactions a portfolio. The person has 300 instruments. */
async function workOf(transactions: number) {
  const kept = {
    transactions: { findNextSeq: () => Promise.resolve(transactions + 1) },
    instruments: { countOfUser: () => Promise.resolve(300) },
    ledgers: { countObservations: () => Promise.resolve(400_000) },
  } as unknown as ReadingRepositories;
  const books = {
    requirePortfolio: () => Promise.resolve(rows[0]),
    findChosen: () => Promise.resolve(rows),
  } as unknown as BooksService;
  const { get, getNetWorth } = createPerformanceReadings({ books });
  const asked = { userId: 'ann', today };
  const one = await get.open(kept, { ...asked, input: { portfolioId: 'a', ...range } });
  const all = await getNetWorth.open(kept, { ...asked, input: { currency: 'USD', ...range } });
  const converted = await getNetWorth.open(kept, { ...asked, input: { currency: 'EUR', ...range } });
  return [one, all, converted].map(({ valuations }) => valuations);
}

test('each day of each instrument counts, and every rate where all is converted', async () => {
  expect(await workOf(5000)).toEqual([365 * 300, 365 * 600, 365 * 600 + 400_000]);
  expect(await workOf(2)).toEqual([365 * 2, 365 * 4, 365 * 4 + 400_000]);
});
