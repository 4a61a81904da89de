import { book } from '#shared/money/booking.ts';
import type { Entry, InstrumentRules, PortfolioRules } from '#shared/money/entries.ts';
import { readDay, writeDay } from '#shared/money/days.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import { byLedger, Holdings, type Match } from '#shared/money/ledger.ts';
import { Prices } from '#shared/money/prices.ts';
import { Rates, type Source } from '#shared/money/rates.ts';
import { MoneyRefusal, RefusedAt } from '#shared/money/refusals.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';
import type { Books } from '#shared/money/valuation.ts';

/** A transaction as the vectors write it: their short names, then the API's fields. */
interface RawTransaction {
  readonly id: string;
  readonly type: string;
  readonly tradeDate: string;
  readonly instrument?: string | undefined;
  readonly toInstrument?: string | undefined;
  readonly replaces?: string | undefined;
  readonly voids?: string | undefined;
}

interface RawRow {
  readonly date: string;
  readonly source: string;
}

/** A ledger of the vectors. JSON has plain strings where the rules have names. */
export interface Vector {
  readonly portfolio: Readonly<Record<keyof PortfolioRules, string | boolean>>;
  readonly instruments: readonly Readonly<Record<keyof InstrumentRules, string>>[];
  readonly transactions: readonly RawTransaction[];
  readonly prices?: readonly (RawRow & { readonly instrument: string; readonly price: string })[] | undefined;
  readonly fxRates?:
    | readonly (RawRow & { readonly base: string; readonly quote: string; readonly rate: string })[]
    | undefined;
}

/** Records the transactions of a vector one after another, as the server does. */
export function openLedger(vector: Vector) {
  const portfolio = vector.portfolio as PortfolioRules;
  const instruments = new Map(
    vector.instruments.map((rules) => [
      rules.id,
      { ...rules, multiplier: units(rules.multiplier) } as InstrumentRules,
    ]),
  );
  const rows = (vector.fxRates ?? []).map((row) => ({
    ...row,
    source: row.source as Source,
    day: readDay(row.date) ?? 0,
    rate: units(row.rate),
  }));
  let live: Entry[] = [];
  const names = new Map<string, string>();
  const currentName = (lot: string): string => {
    const next = names.get(lot);
    return next === undefined ? lot : currentName(next);
  };
  const instrument = (id: string) => {
    const rules = instruments.get(id);
    if (!rules) throw new Error(`no instrument ${id}`);
    return rules;
  };

  function replay(entries: readonly Entry[]) {
    const holdings = new Holdings(portfolio, currentName);
    const matches: Match[] = [];
    for (const entry of entries) matches.push(...holdings.apply(entry).matches);
    return { holdings, matches };
  }

  function record(raw: RawTransaction, seq: number) {
    const { id, instrument: instrumentId, toInstrument: toInstrumentId, replaces, voids, ...fields } = raw;
    if (fields.type === 'void') {
      live = live.filter((entry) => entry.id !== voids);
      return;
    }
    const before = live.find((entry) => entry.id === replaces);
    const others = live.filter((entry) => entry !== before);
    const input = {
      ...fields,
      ...(instrumentId && { instrumentId }),
      ...(toInstrumentId && { toInstrumentId }),
    };
    const rates = new Rates({ rows, entries: others, portfolio });
    const place = { id, seq: before?.seq ?? seq };
    const entry = book(input as TransactionInput, place, {
      portfolio,
      instrument,
      rateOn: (currency, day) => rates.on(currency, portfolio.baseCurrency, day),
      held: (held) => {
        const at = { ...place, day: readDay(fields.tradeDate) ?? 0, exchange: null };
        return replay(others.filter((other) => byLedger(other, at) < 0)).holdings.of(held).quantity;
      },
    });
    const next = [...others, entry].toSorted(byLedger);
    if (before) names.set(before.id, entry.id);
    replay(next);
    live = next;
  }

  const prices = (vector.prices ?? []).map((row) => ({
    ...row,
    source: row.source as Source,
    instrumentId: row.instrument,
    day: readDay(row.date) ?? 0,
    price: units(row.price),
  }));

  return {
    books: (): Books => ({
      portfolio,
      instrument,
      entries: live,
      prices: new Prices({ rows: prices, entries: live, portfolio }),
      rates: new Rates({ rows, entries: live, portfolio }),
      rowDays: new Set([...prices, ...rows].map(({ day }) => day)),
      currentName,
    }),
    /** Records all; the first refusal ends it. */
    recordAll() {
      for (const [seq, raw] of vector.transactions.entries()) {
        const code = refusalOf(() => record(raw, seq));
        if (code !== null) return { at: raw.id, code };
      }
      return null;
    },
    /** Records what is not refused; how many that were. */
    recordWhatGoes() {
      return vector.transactions.filter((raw, seq) => refusalOf(() => record(raw, seq)) === null).length;
    },
    /** Closes every holding on a day after all others. */
    sellAll() {
      for (const [held, { quantity }] of replay(live).holdings.held()) {
        const type = quantity < 0n ? 'cover' : 'sell';
        const size = decimal(quantity < 0n ? -quantity : quantity);
        const sale = {
          id: `close-${held}`,
          type,
          tradeDate: '2025-01-02',
          instrument: held,
          quantity: size,
          price: '7.77',
        };
        record(sale, live.length + vector.transactions.length);
      }
    },
    state() {
      const { holdings, matches } = replay(live);
      const places = [...instruments.keys()];
      const open = holdings
        .held()
        .toSorted(([a], [b]) => places.indexOf(a) - places.indexOf(b))
        .flatMap(([id, holding]) => holding.lots().map((lot) => ({ instrument: id, ...lot })))
        .map(({ opening: _opening, day, ...lot }) => ({ ...texts(lot), date: writeDay(day) }));
      const told = matches.map(
        ({ value: _value, valueBase: _base, fxRate: _rate, instrumentId: _id, fee, feeBase, ...match }) =>
          texts({ ...match, openFee: fee, openFeeBase: feeBase }),
      );
      const assumed = live.filter(({ isAssumed }) => isAssumed).map(({ id }) => id);
      return { open, matches: told, balances: balances(live), ...(assumed.length > 0 && { assumed }) };
    },
  };
}

function refusalOf(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof MoneyRefusal) return error.code;
    if (error instanceof RefusedAt) return error.cause.code;
    throw error;
  }
}

function texts(record: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, typeof value === 'bigint' ? decimal(value) : value]),
  );
}

function balances(entries: readonly Entry[]) {
  const sums = new Map<string, [bigint, bigint]>();
  for (const { pairs } of entries)
    for (const { debit, credit, currency, amount, base } of pairs)
      for (const [account, sign] of [
        [debit, 1n],
        [credit, -1n],
      ] as const) {
        const [before, beforeBase] = sums.get(`${account}:${currency}`) ?? [0n, 0n];
        sums.set(`${account}:${currency}`, [before + sign * amount, beforeBase + sign * base]);
      }
  return Object.fromEntries([...sums].map(([name, [sum, base]]) => [name, [decimal(sum), decimal(base)]]));
}
