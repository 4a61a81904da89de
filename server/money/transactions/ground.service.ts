import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, LiveRow, PortfolioRow } from './books.repository.ts';
import {
  before,
  currenciesOf,
  currentNames,
  daysOf,
  entryOf,
  instrumentsById,
  namedBy,
  portfolioRules,
  replay,
} from './entries.rules.ts';
import type { KeptLot } from './kept-lots.repository.ts';
import { lotOf } from './kept-lots.rules.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import type { Day } from '#shared/money/days.ts';
import type { Entry, InstrumentRules, PortfolioRules } from '#shared/money/entries.ts';
import { byLedger, Holdings, type Place } from '#shared/money/ledger.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** A portfolio whose ledger is locked, and what the row that is written is known by. */
export interface OpenLedger {
  readonly kept: Pick<Repositories, 'books' | 'lots' | 'transactions'>;
  readonly key: PortfolioKey;
  readonly portfolio: PortfolioRow;
  readonly request: { readonly request_key: string; readonly content_hash: Buffer };
  readonly today: Day;
}

/** What a transaction is booked on. */
export interface Ground {
  readonly portfolio: PortfolioRules;
  readonly instrument: (id: string) => InstrumentRules;
  readonly instruments: readonly InstrumentRow[];
  /** Entries whose rates count. */
  readonly entries: readonly Entry[];
  /** What is held of an instrument where something is to stand. */
  readonly held: (instrumentId: string, place: Place) => bigint;
  /** Holdings with an entry, or without a new one. A refusal where one does not fit. */
  readonly after: (entry: Entry | null) => Holdings;
  /** The rows of lots that these holdings change. */
  readonly lots: readonly KeptLot[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

const endOfTime = '9999-12-31';

export type GroundService = ReturnType<typeof createGroundService>;

/** Reads a ledger as far as a write needs it. */
export function createGroundService() {
  return { readAll, readEnd };
}

/** Every transaction that counts, but one that is voided. */
async function readAll(
  { kept, key, portfolio: row }: Pick<OpenLedger, 'kept' | 'key' | 'portfolio'>,
  named: readonly string[],
  without?: string,
): Promise<Ground> {
  const rows = (await kept.books.findLive(key, endOfTime)).filter(({ id }) => id !== without);
  const currentName = currentNames(await kept.books.findReplaced(key));
  const ids = rows.flatMap(({ instrument_id, to_instrument_id }) => [instrument_id, to_instrument_id]);
  const instruments = await readInstruments({ kept, key }, ids, named);
  const rules = { portfolio: portfolioRules(row), instrument: instrumentsById(instruments) };
  const entries = rows.map((each) => entryOf(each, rules)).toSorted(byLedger);
  return {
    ...rules,
    instruments,
    entries,
    held: (id, place) => replay(rules.portfolio, before(entries, place), currentName).of(id).quantity,
    after(entry) {
      // What names the voided one means the one in its place.
      const renamed = (lot: string) => {
        const name = currentName(lot);
        return entry !== null && name === without ? entry.id : name;
      };
      const all = entry === null ? entries : [...entries, entry].toSorted(byLedger);
      return replay(rules.portfolio, all, renamed);
    },
    lots: await kept.lots.find(key),
    isWhole: true,
  };
}

/** What a transaction needs that comes after all others: the lots kept of what it names, and the newest rates. */
async function readEnd({ kept, key, portfolio: row }: OpenLedger, input: TransactionInput): Promise<Ground> {
  const named = namedBy(input);
  const own = await readInstruments({ kept, key }, [], named);
  const portfolio = portfolioRules(row);
  const foreign = currenciesOf(input, instrumentsById(own)).filter((code) => code !== row.base_currency);
  const newest: LiveRow[] = [];
  for (const day of daysOf(input))
    for (const code of new Set(foreign)) newest.push(...(await kept.books.findNewestIn(key, code, day)));
  const ids = newest.flatMap(({ instrument_id, to_instrument_id }) => [instrument_id, to_instrument_id]);
  const instruments = [...own, ...(await readInstruments({ kept, key }, ids, []))];
  const instrument = instrumentsById(instruments);
  const byId = new Map(newest.map((each) => [each.id, entryOf(each, { portfolio, instrument })]));
  const namesLots = 'lots' in input && input.lots !== undefined;
  const names = namesLots ? currentNames(await kept.books.findReplaced(key)) : undefined;
  const lots = named.length === 0 ? [] : await kept.lots.findOf(key, named);
  const holdings = new Holdings(portfolio, names);
  for (const [id, rows] of Map.groupBy(lots, (lot) => lot.instrument_id)) holdings.put(id, rows.map(lotOf));
  return {
    portfolio,
    instrument,
    instruments,
    entries: [...byId.values()].toSorted(byLedger),
    held: (id) => holdings.of(id).quantity,
    after(entry) {
      if (entry !== null) holdings.apply(entry);
      return holdings;
    },
    lots,
    isWhole: false,
  };
}

async function readInstruments(
  { kept, key }: Pick<OpenLedger, 'kept' | 'key'>,
  ids: readonly (string | null)[],
  named: readonly string[],
): Promise<InstrumentRow[]> {
  const all = [...new Set([...ids, ...named])].filter((id) => id !== null);
  const instruments = all.length === 0 ? [] : await kept.books.findInstruments(key.userId, all);
  const known = new Set(instruments.map(({ id }) => id));
  if (named.some((id) => !known.has(id))) throw new AppError('NOT_FOUND');
  return instruments;
}
