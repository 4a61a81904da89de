import { AppError } from '#server/errors/app-error.ts';
import type { InstrumentRow, PortfolioRow } from './books.repository.ts';
import { currentNames, dayOf, entryOf, instrumentsById, portfolioRules } from './entries.rules.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import type { Entry } from '#shared/money/entries.ts';
import { byLedger } from '#shared/money/ledger.ts';
import { Prices } from '#shared/money/prices.ts';
import { Rates, type Source } from '#shared/money/rates.ts';
import type { Books } from '#shared/money/valuation.ts';

/** Everything that the figures of a portfolio come from, up to a day. */
export interface OpenBooks {
  readonly id: string;
  readonly books: Books;
  /** The instruments that its transactions name, and those asked for. */
  readonly instruments: ReadonlyMap<string, InstrumentRow>;
}

interface Asked {
  readonly userId: string;
  readonly to: Day;
  /** An instrument that must be the person's. */
  readonly instrumentId?: string | undefined;
  /** A currency to convert into. */
  readonly currency?: string | undefined;
}

type Kept = Pick<Repositories, 'books'>;

/** Rates are also found by way of these. */
const crossings = ['USD', 'EUR', 'RUB'];

export type BooksService = ReturnType<typeof createBooksService>;

export function createBooksService({ inSnapshot }: { inSnapshot: InTransaction }) {
  return {
    async open(asked: Asked, portfolioId: string): Promise<OpenBooks> {
      return inSnapshot(async (kept) => {
        const row = await kept.books.findPortfolio({ userId: asked.userId, portfolioId });
        if (!row) throw new AppError('NOT_FOUND');
        return read(kept, row, asked);
      });
    },

    /** Those that are named, else all; samples only where nothing else is. */
    async openAll(asked: Asked, portfolioIds?: readonly string[]): Promise<OpenBooks[]> {
      return inSnapshot(async (kept) => {
        const own = await kept.books.findPortfolios(asked.userId);
        const opened: OpenBooks[] = [];
        for (const row of chosen(own, portfolioIds)) opened.push(await read(kept, row, asked));
        return opened;
      });
    },
  };
}

function chosen(own: readonly PortfolioRow[], ids?: readonly string[]): readonly PortfolioRow[] {
  if (ids === undefined) {
    const real = own.filter(({ is_sample }) => !is_sample);
    return real.length > 0 ? real : own;
  }
  const named = new Set(ids);
  const rows = own.filter(({ id }) => named.has(id));
  if (rows.length < named.size) throw new AppError('NOT_FOUND');
  return rows;
}

async function read(kept: Kept, row: PortfolioRow, asked: Asked): Promise<OpenBooks> {
  const { userId } = asked;
  const key = { userId, portfolioId: row.id };
  const to = writeDay(asked.to);
  const live = await kept.books.findLive(key, to);
  const ids = live.flatMap(({ instrument_id, to_instrument_id }) => [instrument_id, to_instrument_id]);
  const named = [...new Set([...ids, asked.instrumentId ?? null])].filter((id) => id !== null);
  const found = await kept.books.findInstruments(userId, named);
  const instruments = new Map(found.map((instrument) => [instrument.id, instrument]));
  if (asked.instrumentId !== undefined && !instruments.has(asked.instrumentId))
    throw new AppError('NOT_FOUND');
  const rules = { portfolio: portfolioRules(row), instrument: instrumentsById(found) };
  const entries = live.map((each) => entryOf(each, rules)).toSorted(byLedger);
  const sources = new Map(live.map(({ id, source }) => [id, source]));
  const sourceOf = ({ id }: Entry): Source => sources.get(id) ?? 'manual';
  const prices = await readPrices(kept, { userId, to }, named);
  const rates = await readRates(kept, { userId, to }, [
    row.base_currency,
    ...entries.flatMap(({ pairs }) => pairs.map(({ currency }) => currency)),
    ...(asked.currency === undefined ? [] : [asked.currency]),
  ]);
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
      currentName: currentNames(await kept.books.findReplaced(key)),
    },
  };
}

interface UpTo {
  readonly userId: string;
  readonly to: string;
}

async function readPrices(kept: Kept, { userId, to }: UpTo, ids: readonly string[]) {
  const rows = await kept.books.findPrices(userId, ids, to);
  return rows.map(({ instrument_id, date, price, source }) => ({
    instrumentId: instrument_id,
    day: dayOf(date),
    price: units(price),
    source,
  }));
}

async function readRates(kept: Kept, { userId, to }: UpTo, currencies: readonly string[]) {
  const rows = await kept.books.findRates(userId, [...new Set([...currencies, ...crossings])], to);
  return rows.map(({ date, rate, ...pair }) => ({ ...pair, day: dayOf(date), rate: units(rate) }));
}
