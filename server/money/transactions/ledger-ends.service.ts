import type { PortfolioRow } from './books.repository.ts';
import type { BooksService, OpenBooks } from './books.service.ts';
import { dayOf } from './entries.rules.ts';
import { lotOf } from './kept-lots.rules.ts';
import type { LiveRow } from './live-rows.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import { valuedAsHeld, type Valued } from './valued.rules.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import { Holding } from '#shared/money/holding.ts';

type Kept = Pick<Repositories, 'books' | 'ends' | 'lots' | 'transactions'>;

export interface ValuedEnd {
  readonly opened: OpenBooks;
  readonly valued: Valued;
}

export type LedgerEndsService = ReturnType<typeof createLedgerEndsService>;

/** Reads what portfolios have come to. */
export function createLedgerEndsService({ openOver }: Pick<BooksService, 'openOver'>) {
  /** How many lots are kept of a portfolio on a day. Null where they are of a later day, or of another method. */
  async function countLots(kept: Kept, row: PortfolioRow, { userId, day }: When): Promise<number | null> {
    const key = { userId, portfolioId: row.id };
    if ((await kept.lots.findMethod(key)) !== row.cost_method) return null;
    const last = await kept.transactions.findLast(key);
    if (last !== null && dayOf(last.trade_date) > day) return null;
    return kept.lots.count(key);
  }

  /** A portfolio on such a day, out of the lots that are kept. */
  async function open(kept: Kept, row: PortfolioRow, { userId, day }: When): Promise<ValuedEnd> {
    const key = { userId, portfolioId: row.id };
    const lots = Map.groupBy(await kept.lots.find(key), (lot) => lot.instrument_id);
    const instrumentIds = [...lots.keys()];
    const balances = await kept.ends.findBalances(key);
    const opened = await openOver(kept, row, {
      userId,
      from: day,
      to: day,
      held: instrumentIds,
      live: await findShowing(kept, row, {
        userId,
        day,
        instrumentIds,
        codes: balances.map(({ currency }) => currency),
      }),
      currentName: (lot) => lot,
    });
    const held = [...lots].map(([id, rows]): [string, Holding] => [
      id,
      new Holding(row.cost_method, rows.map(lotOf)),
    ]);
    const valued = valuedAsHeld(opened.books, day, {
      held,
      balances: balances.map((each) => ({ ...each, amount: units(each.amount) })),
    });
    return { opened, valued };
  }

  return { countLots, open };
}

interface When {
  readonly userId: string;
  readonly day: Day;
}

interface Shown {
  readonly userId: string;
  readonly day: Day;
  readonly instrumentIds: readonly string[];
  readonly codes: readonly string[];
}

/** The transactions that show the newest prices of what is held, their splits, and the newest rates. */
async function findShowing(
  kept: Kept,
  { id: portfolioId, base_currency }: PortfolioRow,
  { userId, day, instrumentIds, codes }: Shown,
): Promise<LiveRow[]> {
  const key = { userId, portfolioId };
  const instruments = await kept.books.findInstruments(userId, instrumentIds);
  const foreign = new Set([...codes, ...instruments.map(({ currency }) => currency)]);
  foreign.delete(base_currency);
  const found: LiveRow[] = [
    ...(await kept.ends.findLastTrades({ ...key, instrumentIds })),
    ...(await kept.ends.findSplits({ ...key, instrumentIds })),
  ];
  for (const code of foreign)
    found.push(...(await kept.books.findNewestIn(key, code, { to: writeDay(day) })));
  return [...new Map(found.map((row) => [row.id, row])).values()];
}
