import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import { currentNames, dayOf, entryOf, instrumentsById, portfolioRules } from './entries.rules.ts';
import type { LiveRow } from './live-rows.repository.ts';
import { allPages, rowsOfPage } from './live-rows.rules.ts';
import type { PortfolioKey } from './transactions.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import type { Entry } from '#shared/money/entries.ts';
import { byLedger } from '#shared/money/ledger.ts';
import { Prices } from '#shared/money/prices.ts';
import { crossings, Rates, type Source } from '#shared/money/rates.ts';
import type { Books } from '#shared/money/valuation.ts';

/** Everything that the figures of a portfolio come from, up to a day. */
export interface OpenBooks {
  readonly id: string;
  readonly books: Books;
  /** The instruments that its transactions name, and those asked for. */
  readonly instruments: ReadonlyMap<string, InstrumentRow>;
}

export interface BooksAsked {
  readonly userId: string;
  /** The first day that is valued, and the last. */
  readonly from: Day;
  readonly to: Day;
  /** An instrument that must be the person's. */
  readonly instrumentId?: string | undefined;
  /** A currency to convert into, on every day that something flowed. */
  readonly currency?: string | undefined;
}

type Kept = Pick<Repositories, 'books'>;

export type BooksService = ReturnType<typeof createBooksService>;

/** Reads what the figures of portfolios are made of. */
export function createBooksService() {
  return { requirePortfolio, findChosen, open, openOver };
}

/** Nothing is entered of an earlier day, and PostgreSQL has no year 0. */
const written = (day: Day) => writeDay(day < 0 ? -1 : day);

async function requirePortfolio({ books }: Kept, key: PortfolioKey): Promise<PortfolioRow> {
  const row = await books.findPortfolio(key);
  if (!row) throw new AppError('NOT_FOUND');
  return row;
}

/** The portfolios that are named, else all; samples only where nothing else is. */
async function findChosen(
  { books }: Kept,
  userId: string,
  ids?: readonly string[],
): Promise<readonly PortfolioRow[]> {
  const own = await books.findPortfolios(userId);
  if (ids === undefined) {
    const real = own.filter(({ is_sample }) => !is_sample);
    return real.length > 0 ? real : own;
  }
  const named = new Set(ids);
  const rows = own.filter(({ id }) => named.has(id));
  if (rows.length < named.size) throw new AppError('NOT_FOUND');
  return rows;
}

/** Reads all transactions of a portfolio up to a day, and what values them. */
async function open(kept: Kept, row: PortfolioRow, asked: BooksAsked): Promise<OpenBooks> {
  const key = { userId: asked.userId, portfolioId: row.id };
  const to = written(asked.to);
  const live = await allPages((last) =>
    kept.books.findLive(key, { to, after: last?.seq ?? -1, limit: rowsOfPage }),
  );
  const currentName = currentNames(await kept.books.findReplaced(key));
  return openOver(kept, row, { ...asked, live, currentName });
}

interface Known extends BooksAsked {
  readonly live: readonly LiveRow[];
  readonly currentName: Books['currentName'];
  /** Instruments that are held; those that transactions name when unset. */
  readonly held?: readonly string[];
}

/** Books over some transactions, which are known to show the same prices and rates as all would. */
async function openOver(kept: Kept, row: PortfolioRow, known: Known): Promise<OpenBooks> {
  const { userId, live, held, currentName } = known;
  const ids = live.flatMap(({ instrument_id, to_instrument_id }) => [instrument_id, to_instrument_id]);
  const named = [...new Set([...ids, ...(held ?? []), known.instrumentId ?? null])].filter(
    (id) => id !== null,
  );
  const found = await kept.books.findInstruments(userId, named);
  const instruments = new Map(found.map((instrument) => [instrument.id, instrument]));
  if (known.instrumentId !== undefined && !instruments.has(known.instrumentId))
    throw new AppError('NOT_FOUND');
  const rules = { portfolio: portfolioRules(row), instrument: instrumentsById(found) };
  const entries = live.map((each) => entryOf(each, rules)).toSorted(byLedger);
  const sources = new Map(live.map(({ id, source }) => [id, source]));
  const sourceOf = ({ id }: Entry): Source => sources.get(id) ?? 'manual';
  const span = { after: written(known.from), to: written(known.to) };
  const prices = await readPrices(kept, userId, {
    ids: held ?? named,
    span: { ...span, isSample: row.is_sample },
  });
  const currencies = [
    row.base_currency,
    ...found.map(({ currency }) => currency),
    ...entries.flatMap(({ pairs }) => pairs.map(({ currency }) => currency)),
    ...(known.currency === undefined ? [] : [known.currency]),
  ];
  const isConverted = known.currency !== undefined && known.currency !== row.base_currency;
  const rates = await readRates(kept, userId, {
    currencies: [...new Set([...currencies, ...crossings])],
    span: isConverted ? { ...span, after: '-infinity' } : span,
  });
  const ground = { entries, portfolio: rules.portfolio, sourceOf };
  return {
    id: row.id,
    instruments,
    books: {
      ...rules,
      entries,
      prices: new Prices({ ...ground, rows: prices }),
      rates: new Rates({ ...ground, rows: rates }),
      rowDays: new Set([...prices, ...rates].map(({ day }) => day)),
      currentName,
    },
  };
}

type PriceSpan = Parameters<Repositories['books']['findPrices']>[2];

async function readPrices(
  kept: Kept,
  userId: string,
  { ids, span }: { ids: readonly string[]; span: PriceSpan },
) {
  const found = await kept.books.findPrices(userId, ids, span);
  return found.flatMap(({ instrument_id, observed }) =>
    observed.map(([day, price, source]) => ({
      instrumentId: instrument_id,
      day,
      price: units(price),
      source,
    })),
  );
}

type RateSpan = Parameters<Repositories['books']['findRates']>[2];

/** Of days before the span, the newest of each pair. */
async function readRates(
  kept: Kept,
  userId: string,
  { currencies, span }: { currencies: readonly string[]; span: RateSpan },
) {
  const rows = [
    ...(await kept.books.findNewestRates(userId, currencies, span.after)),
    ...(await kept.books.findRates(userId, currencies, span)),
  ];
  return rows.map(({ date, rate, ...pair }) => ({ ...pair, day: dayOf(date), rate: units(rate) }));
}
