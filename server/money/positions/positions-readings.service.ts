import { AppError } from '#server/errors/app-error.ts';
import { toLots } from './lots.presenter.ts';
import { toPositions } from './positions.presenter.ts';
import type { Reading } from '#server/money/readings/readings.rules.ts';
import type { BooksService } from '#server/money/transactions/books.service.ts';
import { dayAsked } from '#server/money/transactions/days.rules.ts';
import type { LedgerEndsService } from '#server/money/transactions/ledger-ends.service.ts';
import type { ReachedService } from '#server/money/transactions/reached.service.ts';
import { valuedOn } from '#server/money/transactions/valued.rules.ts';
import { writeDay } from '#shared/money/days.ts';
import type { ListLotsInput, ListPositionsInput, Lots, Positions } from '#shared/money/positions.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';

interface Dependencies {
  books: BooksService;
  ends: LedgerEndsService;
  reached: ReachedService;
}

export type PositionsReadings = ReturnType<typeof createPositionsReadings>;

/** What a portfolio holds, and what it is worth. */
export function createPositionsReadings({ books, ends, reached }: Dependencies) {
  /** Kept lots tell what is held after all transactions; else, and for what is closed, all are gone through. */
  const list: Reading<ListPositionsInput, Positions> = {
    name: 'positions.list',
    async open(kept, { userId, today, input }) {
      const { portfolioId, includeClosed = false } = input;
      const key = { userId, portfolioId };
      const row = await books.requirePortfolio(kept, key);
      const day = dayAsked(input.date, today);
      const lots = includeClosed ? null : await ends.countLots(kept, row, { userId, day });
      if (lots !== null)
        return {
          transactions: lots,
          days: 1,
          valuations: lots,
          async reckon() {
            const { opened, valued } = await ends.open(kept, row, { userId, day });
            return toPositions(opened, day, valued);
          },
        };
      const transactions = (await kept.transactions.findNextSeq(key)) - 1;
      return {
        transactions,
        days: 1,
        valuations: transactions,
        async reckon() {
          const opened = await books.open(kept, row, { userId, from: day, to: day });
          const valued = valuedOn(opened.books, day);
          const isTold = (quantity: bigint) => includeClosed || quantity !== 0n;
          const positions = valued.positions.filter(({ holding }) => isTold(holding.quantity));
          return toPositions(opened, day, { ...valued, positions });
        },
      };
    },
  };

  /** The lots of an instrument: no others are replayed than those that mergers and spin-offs join to it. */
  const listLots: Reading<ListLotsInput, Lots> = {
    name: 'lots.list',
    async open(kept, { userId, today, input: { portfolioId, instrumentId, date } }) {
      const key = { userId, portfolioId };
      const row = await books.requirePortfolio(kept, key);
      if ((await kept.books.findInstruments(userId, [instrumentId])).length === 0)
        throw new AppError('NOT_FOUND');
      const to = writeDay(dayAsked(date, today));
      const ids = await reached.find(kept, key, [instrumentId]);
      const asked = { ...key, instrumentIds: ids, to };
      return {
        transactions: await kept.reached.count(asked, transactionsMaximum),
        days: 1,
        valuations: 0,
        reckon: async () => toLots(await reached.open(kept, row, { userId, ids, to }), instrumentId),
      };
    },
  };

  return { list, listLots };
}
