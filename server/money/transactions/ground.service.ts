import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import type { LiveRow } from './live-rows.repository.ts';
import { allPages, rowsOfPage } from './live-rows.rules.ts';
import {
  before,
  currenciesOf,
  currentNames,
  daysOf,
  entriesOf,
  entryOf,
  instrumentsById,
  namedBy,
  portfolioRules,
  replay,
} from './entries.rules.ts';
import type { KeptLot } from './kept-lots.repository.ts';
import { lotOf, neededOf, restOf, type Needed } from './kept-lots.rules.ts';
import type { Reached, ReachedService } from './reached.service.ts';
import type { PortfolioKey, TransactionRow } from './transactions.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import type { Day } from '#shared/money/days.ts';
import type { Entry, InstrumentRules, PortfolioRules } from '#shared/money/entries.ts';
import { units } from '#shared/money/decimal.ts';
import { magnitude } from '#shared/money/lots.ts';
import { byLedger, Holdings, type Place } from '#shared/money/ledger.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** A portfolio whose ledger is locked, and what the row that is written is known by. */
export interface OpenLedger {
  readonly kept: Pick<Repositories, 'books' | 'lots' | 'reached' | 'transactions'>;
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
  readonly after: (entry: Entry | null) => Promise<Holdings>;
  /** The rows of lots that these holdings change. */
  readonly lots: readonly KeptLot[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

const endOfTime = '9999-12-31';

export type GroundService = ReturnType<typeof createGroundService>;

/** Reads a ledger as far as a write needs it. */
export function createGroundService(reached: ReachedService) {
  /** What a write changes somewhere: the instruments that it names, and all that are joined to them. */
  async function readReached(
    ledger: LedgerOf,
    input: TransactionInput | null,
    replaced: TransactionRow | null,
  ): Promise<Ground> {
    const { kept, key, portfolio } = ledger;
    const shown = await readShown(ledger, input, replaced?.id);
    const touched = [replaced?.instrument_id ?? null, replaced?.to_instrument_id ?? null];
    const named = [...(input ? namedBy(input) : []), ...touched].filter((id) => id !== null);
    const ids = await reached.find(kept, key, [...new Set(named)]);
    const asked = { userId: key.userId, ids, to: endOfTime, without: replaced?.id };
    return {
      ...shown,
      ...replaying(await reached.open(kept, portfolio, asked), replaced?.id),
      lots: ids.length === 0 ? [] : await kept.lots.findOf(key, ids),
      isWhole: false,
    };
  }

  return { readAll, readEnd, readReached };
}

type LedgerOf = Pick<OpenLedger, 'kept' | 'key' | 'portfolio'>;

/** Every transaction that counts: for lots that are kept by another method, or never were. */
async function readAll(
  { kept, key, portfolio: row }: LedgerOf,
  input: TransactionInput | null,
  without?: string,
): Promise<Ground> {
  const live = await allPages((last) =>
    kept.books.findLive(key, { to: endOfTime, after: last?.seq ?? -1, limit: rowsOfPage }),
  );
  const rows = live.filter(({ id }) => id !== without);
  const currentName = currentNames(await kept.books.findReplaced(key));
  const ids = rows.flatMap(({ instrument_id, to_instrument_id }) => [instrument_id, to_instrument_id]);
  const instruments = await readInstruments({ kept, key }, ids, input ? namedBy(input) : []);
  const rules = { portfolio: portfolioRules(row), instrument: instrumentsById(instruments) };
  const entries = await entriesOf(rows, rules);
  return {
    ...rules,
    instruments,
    entries,
    ...replaying({ ...rules, entries, currentName }, without),
    lots: await kept.lots.find(key),
    isWhole: true,
  };
}

/** What a transaction changes that comes after all others: the lots kept of what it names. */
async function readEnd(ledger: LedgerOf, input: TransactionInput): Promise<Ground> {
  const { kept, key } = ledger;
  const shown = await readShown(ledger, input);
  const named = namedBy(input);
  const namesLots = 'lots' in input && input.lots !== undefined;
  const names = namesLots ? currentNames(await kept.books.findReplaced(key)) : undefined;
  const lots: KeptLot[] = [];
  const holdings = new Holdings(shown.portfolio, names);
  const needed = neededOf(input, shown.portfolio.costMethod);
  for (const instrumentId of named) {
    const rows = needed
      ? await readByAge(ledger, instrumentId, needed)
      : await kept.lots.findOf(key, [instrumentId]);
    const read = rows.map(lotOf);
    holdings.put(
      instrumentId,
      read,
      needed ? restOf(await kept.lots.findSum(key, instrumentId), read) : undefined,
    );
    lots.push(...rows);
  }
  return {
    ...shown,
    held: (id) => holdings.of(id).quantity,
    after(entry) {
      if (entry !== null) holdings.apply(entry);
      return Promise.resolve(holdings);
    },
    lots,
    isWhole: false,
  };
}

/** Most closings reach a lot or two. */
const lotsOfPage = 50;

/** As many lots of an instrument as make up a quantity, or all. */
async function readByAge(
  { kept, key }: LedgerOf,
  instrumentId: string,
  { quantity, isNewestFirst }: Needed,
): Promise<KeptLot[]> {
  const read: KeptLot[] = [];
  let left = quantity;
  while (left > 0n) {
    // Each page is as long as all before it: many lots take few statements.
    const limit = Math.max(lotsOfPage, read.length);
    const page = await kept.lots.findByAge(key, { instrumentId, isNewestFirst, after: read.at(-1), limit });
    read.push(...page);
    if (page.length < limit) break;
    for (const lot of page) left -= magnitude(units(lot.quantity));
  }
  return read;
}

/** Holdings by replaying entries. */
function replaying(
  { portfolio, entries, currentName }: Pick<Reached, 'portfolio' | 'entries' | 'currentName'>,
  without?: string,
): Pick<Ground, 'held' | 'after'> {
  return {
    held(id, place) {
      const holdings = new Holdings(portfolio, currentName);
      for (const entry of before(entries, place)) holdings.apply(entry);
      return holdings.of(id).quantity;
    },
    after(entry) {
      // What names the voided one means the one in its place.
      const renamed = (lot: string) => {
        const name = currentName(lot);
        return entry !== null && name === without ? entry.id : name;
      };
      const all = entry === null ? entries : [...entries, entry].toSorted(byLedger);
      return replay(portfolio, all, renamed);
    },
  };
}

/** The instruments that a transaction names, and those of the ledger that show the newest rates for it. */
async function readShown(
  { kept, key, portfolio: row }: LedgerOf,
  input: TransactionInput | null,
  without?: string,
): Promise<Pick<Ground, 'portfolio' | 'instrument' | 'instruments' | 'entries'>> {
  const own = input ? await readInstruments({ kept, key }, [], namedBy(input)) : [];
  const portfolio = portfolioRules(row);
  const currencies = input ? currenciesOf(input, instrumentsById(own)) : [];
  const foreign = new Set(currencies.filter((code) => code !== row.base_currency));
  const newest: LiveRow[] = [];
  for (const to of input ? daysOf(input) : [])
    for (const code of foreign) newest.push(...(await kept.books.findNewestIn(key, code, { to, without })));
  const ids = newest.flatMap(({ instrument_id, to_instrument_id }) => [instrument_id, to_instrument_id]);
  const instruments = [...own, ...(await readInstruments({ kept, key }, ids, []))];
  const instrument = instrumentsById(instruments);
  const byId = new Map(newest.map((each) => [each.id, entryOf(each, { portfolio, instrument })]));
  return { portfolio, instrument, instruments, entries: [...byId.values()].toSorted(byLedger) };
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
