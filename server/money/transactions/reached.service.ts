import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import { currentNames, entriesOf, instrumentsById, portfolioRules } from './entries.rules.ts';
import type { LiveRow } from './live-rows.repository.ts';
import { allPages, rowsOfPage } from './live-rows.rules.ts';
import { reachedFrom } from './reached.rules.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import type { Entry, InstrumentRules, PortfolioRules } from '#shared/money/entries.ts';

type Kept = Pick<Repositories, 'books' | 'reached'>;

/** Some instruments of a portfolio and all that mergers and spin-offs join to them: no other changes their lots. */
export interface Reached {
  readonly portfolio: PortfolioRules;
  readonly instrument: (id: string) => InstrumentRules;
  readonly instruments: readonly InstrumentRow[];
  /** In the order of the ledger. */
  readonly entries: readonly Entry[];
  readonly currentName: (lot: string) => string;
}

export type ReachedService = ReturnType<typeof createReachedService>;

/** Reads as much of a ledger as the lots of some instruments depend on. */
export function createReachedService() {
  return { find, open };
}

/** The instruments that the lots of some depend on, and those themselves. */
async function find({ reached }: Kept, key: PortfolioKey, ids: readonly string[]): Promise<string[]> {
  return ids.length === 0 ? [] : reachedFrom(ids, await reached.findJoins(key));
}

/** Their transactions up to a day, but one that is voided. */
async function open(
  { books, reached }: Kept,
  row: PortfolioRow,
  {
    userId,
    ids,
    to,
    without,
  }: { userId: string; ids: readonly string[]; to: string; without?: string | undefined },
): Promise<Reached> {
  const key = { userId, portfolioId: row.id };
  const live: LiveRow[][] = [];
  for (const instrumentId of ids)
    live.push(
      await allPages((after) => reached.findLive(key, { instrumentId, to, after, limit: rowsOfPage })),
    );
  const instruments = await books.findInstruments(userId, ids);
  const rules = { portfolio: portfolioRules(row), instrument: instrumentsById(instruments) };
  const entries = await entriesOf(
    live.flat().filter(({ id }) => id !== without),
    rules,
  );
  const currentName = currentNames(await books.findReplaced(key));
  return { ...rules, instruments, currentName, entries };
}
