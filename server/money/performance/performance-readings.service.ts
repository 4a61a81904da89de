import { toNetWorth } from './net-worth.presenter.ts';
import { toPerformance } from './performance.presenter.ts';
import type { Reading, ReadingRepositories } from '#server/money/readings/readings.rules.ts';
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

/** How many instruments a portfolio may hold: no more than there are, or than its transactions brought. */
async function mostHeldBy(userId: string, { instruments }: ReadingRepositories) {
  const all = await instruments.countOfUser(userId);
  return (transactions: number) => Math.min(transactions, all);
}

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
      const transactions = (await kept.transactions.findNextSeq(key)) - 1;
      const mostHeld = await mostHeldBy(userId, kept);
      return {
        transactions,
        days: daysIn(range),
        valuations: daysIn(range) * mostHeld(transactions),
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
      const mostHeld = await mostHeldBy(userId, kept);
      let [transactions, held] = [0, 0];
      for (const { id } of rows) {
        const own = (await kept.transactions.findNextSeq({ userId, portfolioId: id })) - 1;
        transactions += own;
        held += mostHeld(own);
      }
      const isConverted = rows.some(({ base_currency }) => base_currency !== currency);
      const rates = isConverted ? await kept.ledgers.countObservations(userId) : 0;
      return {
        transactions,
        days: daysIn(range) * rows.length,
        valuations: daysIn(range) * held + rates,
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
