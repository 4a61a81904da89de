import { toNetWorth } from './net-worth.presenter.ts';
import { toPerformance } from './performance.presenter.ts';
import type { Reading } from '#server/money/readings/readings.rules.ts';
import type { BooksService, OpenBooks } from '#server/money/transactions/books.service.ts';
import { dayAsked } from '#server/money/transactions/days.rules.ts';
import type { Day } from '#shared/money/days.ts';
import type { Range } from '#shared/money/performance.ts';
import type {
  NetWorthInput,
  NetWorthTold,
  Performance,
  PerformanceInput,
} from '#shared/money/performance-output.ts';

const rangeOf = ({ from, to }: { from: string; to: string }, today: Day): Range => ({
  from: dayAsked(from, today),
  to: dayAsked(to, today),
});

const daysIn = ({ from, to }: Range) => to - from + 1;

export type PerformanceReadings = ReturnType<typeof createPerformanceReadings>;

/** What portfolios gained, and what they are worth together. Each is valued on the eve of the range, too. */
export function createPerformanceReadings({ books }: { books: BooksService }) {
  const get: Reading<PerformanceInput, Performance> = {
    name: 'performance.get',
    async open(kept, { userId, today, input }) {
      const { portfolioId, instrumentId } = input;
      const range = rangeOf(input, today);
      const key = { userId, portfolioId };
      const row = await books.requirePortfolio(kept, key);
      return {
        transactions: (await kept.transactions.findNextSeq(key)) - 1,
        days: daysIn(range),
        async reckon() {
          const asked = { userId, from: range.from - 1, to: range.to, instrumentId };
          return toPerformance(await books.open(kept, row, asked), range, instrumentId ?? null);
        },
      };
    },
  };

  const getNetWorth: Reading<NetWorthInput, NetWorthTold> = {
    name: 'netWorth.get',
    async open(kept, { userId, today, input }) {
      const { currency, portfolioIds } = input;
      const range = rangeOf(input, today);
      const rows = await books.findChosen(kept, userId, portfolioIds);
      let transactions = 0;
      for (const { id } of rows)
        transactions += (await kept.transactions.findNextSeq({ userId, portfolioId: id })) - 1;
      return {
        transactions,
        days: daysIn(range) * rows.length,
        async reckon() {
          const asked = { userId, from: range.from - 1, to: range.to, currency };
          const opened: OpenBooks[] = [];
          for (const row of rows) opened.push(await books.open(kept, row, asked));
          return toNetWorth(opened, currency, range);
        },
      };
    },
  };

  return { get, getNetWorth };
}
