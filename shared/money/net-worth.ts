import type { Day } from '#shared/money/days.ts';
import { one } from '#shared/money/decimal.ts';
import { gainOf, gainsOfDay, type Gain } from '#shared/money/gains.ts';
import { sweep, type DatedFlow, type End, type Range } from '#shared/money/performance.ts';
import { timeWeighted, type DayValue } from '#shared/money/returns.ts';
import { allocate, multiply } from '#shared/money/rounding.ts';
import type { Currency } from '#shared/money/transactions.ts';
import type { Books } from '#shared/money/valuation.ts';
import { externalFlows } from '#shared/money/views.ts';
import { internalRates, type InternalRates } from '#shared/money/xirr.ts';

export interface CountedPortfolio {
  readonly id: string;
  readonly books: Books;
  /** Decides between movers of one gain; their ids do without it. */
  readonly symbolOf?: (instrumentId: string) => string;
}

/** What portfolios are worth together in one currency, day by day. Figures are in units. */
export interface NetWorth {
  readonly points: readonly { readonly day: Day; readonly value: bigint; readonly contributed: bigint }[];
  /** At the last day; no weight where they are worth nothing together. */
  readonly portfolios: readonly {
    readonly id: string;
    readonly value: bigint;
    readonly weight: bigint | null;
  }[];
  /** Those whose base currency had no rate when one was needed; the four figures below are null then. */
  readonly missing: readonly string[];
  readonly gain: bigint | null;
  readonly twr: number | null;
  readonly xirr: InternalRates | null;
  /** The gain of the last day. */
  readonly day: (Gain & { readonly total: bigint }) | null;
  readonly movers: { readonly up: readonly Mover[]; readonly down: readonly Mover[] };
  /** What each portfolio has at the end, in their order. */
  readonly ends: readonly End[];
}

export interface Mover {
  readonly instrumentId: string;
  readonly gain: bigint;
}

const weightPlaces = 6;
const moversShown = 5;

export function netWorthOf(counted: readonly CountedPortfolio[], currency: Currency, range: Range): NetWorth {
  const converted = counted.map((portfolio) => convert(portfolio, currency, range));
  const days = Array.from({ length: range.to - range.from + 2 }, (_, index) => range.from - 1 + index);
  const values = days.map(() => 0n);
  for (const each of converted)
    for (const [n, value] of each.values.entries()) {
      const place = each.first - range.from + n;
      values[place] = (values[place] ?? 0n) + value;
    }
  const inRange = converted.flatMap(({ flows }) => flows.filter(({ day }) => day >= range.from));
  const missing = converted.filter(({ isMissing }) => isMissing).map(({ id }) => id);
  const isWhole = missing.length === 0;
  const [opening = 0n, closing = 0n] = [values[0], values.at(-1)];
  const last = converted.map(({ id, values: own }) => ({ id, value: own.at(-1) ?? 0n }));
  const dayFlows = total(inRange.filter(({ day }) => day === range.to).map(({ amount }) => amount));
  return {
    points: pointsOf(
      days.slice(1),
      values.slice(1),
      converted.flatMap(({ flows }) => flows),
    ),
    portfolios: weighted(last),
    missing,
    gain: isWhole ? closing - opening - total(inRange.map(({ amount }) => amount)) : null,
    twr: isWhole ? timeWeighted(opening, dayValues(days.slice(1), values.slice(1), inRange)).twr : null,
    xirr: isWhole ? internalRates(investorFlows({ opening, closing, inRange }, range)) : null,
    day: isWhole ? dayGain(converted, closing - (values.at(-2) ?? 0n) - dayFlows) : null,
    movers: moversOf(converted, counted[0]?.symbolOf),
    ends: converted.map(({ end }) => end),
  };
}

const total = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);

type Converted = ReturnType<typeof convert>;

/** One portfolio's days and flows in the currency asked for, by its own rates. Before its first day it is worth nothing. */
function convert({ id, books }: CountedPortfolio, currency: Currency, range: Range) {
  const rateOn = (day: Day) => books.rates.on(books.portfolio.baseCurrency, currency, day);
  let isMissing = false;
  const inCurrency = (amount: bigint, day: Day): bigint => {
    if (amount === 0n) return 0n;
    const rate = rateOn(day);
    isMissing ||= rate === null;
    return rate === null ? 0n : multiply(amount, rate);
  };
  const begins = books.entries[0]?.day ?? range.to;
  const first = begins < range.from ? range.from : begins > range.to ? range.to : begins;
  const inside = sweep(books, { from: first, to: range.to });
  const before: DatedFlow[] = books.entries
    .filter(({ day }) => day < range.from)
    .flatMap((entry) => externalFlows(entry).map((amount) => ({ day: entry.day, amount })));
  const values = [
    inCurrency(inside.opening, first - 1),
    ...inside.days.map(({ day, value }) => inCurrency(value, day)),
  ];
  const flows = [...before, ...inside.flows].map(({ day, amount }) => ({
    day,
    amount: inCurrency(amount, day),
  }));
  const lastRate = rateOn(range.to);
  return {
    id,
    first,
    values,
    flows,
    isMissing,
    lastDay: lastRate === null ? null : lastDayOf(books, range.to, lastRate),
    end: inside.end,
  };
}

function lastDayOf(books: Books, to: Day, rate: bigint) {
  const { whole, byInstrument } = gainsOfDay(books, to);
  const movers = [...byInstrument].map(([instrumentId, gain]) => ({
    instrumentId,
    gain: multiply(gainOf(gain), rate),
  }));
  const parts = {
    price: multiply(whole.price, rate),
    income: multiply(whole.income, rate),
    fees: multiply(whole.fees, rate),
    taxes: multiply(whole.taxes, rate),
  };
  return { movers, parts };
}

/** At most so many points: days, or else the ends of months since 1970 and the last day. Nothing is older. */
const pointsShown = 1_100;

function pointsOf(days: readonly Day[], values: readonly bigint[], flows: readonly DatedFlow[]) {
  const ordered = flows.toSorted((a, b) => a.day - b.day);
  let [contributed, next] = [0n, 0];
  const points = days.map((day, index) => {
    for (let flow = ordered[next]; flow && flow.day <= day; flow = ordered[(next += 1)])
      contributed += flow.amount;
    return { day, value: values[index] ?? 0n, contributed };
  });
  if (points.length <= pointsShown) return points;
  return points.filter(({ day }, index) => index === points.length - 1 || (day >= 0 && isMonthEnd(day)));
}

const milliseconds = 86_400_000;
const isMonthEnd = (day: Day) => new Date((day + 1) * milliseconds).getUTCDate() === 1;

function weighted(last: readonly { id: string; value: bigint }[]) {
  const values = last.map(({ value }) => value);
  const parts = total(values) > 0n ? allocate(one, values, weightPlaces) : null;
  return last.map((each, index) => ({ ...each, weight: parts?.[index] ?? null }));
}

function dayValues(days: readonly Day[], values: readonly bigint[], flows: readonly DatedFlow[]): DayValue[] {
  const [contributed, withdrawn] = [new Map<Day, bigint>(), new Map<Day, bigint>()];
  for (const { day, amount } of flows) {
    const side = amount > 0n ? contributed : withdrawn;
    side.set(day, (side.get(day) ?? 0n) + (amount > 0n ? amount : -amount));
  }
  return days.map((day, index) => ({
    day,
    value: values[index] ?? 0n,
    contributed: contributed.get(day) ?? 0n,
    withdrawn: withdrawn.get(day) ?? 0n,
  }));
}

function investorFlows(
  { opening, closing, inRange }: { opening: bigint; closing: bigint; inRange: readonly DatedFlow[] },
  { from, to }: Range,
) {
  const between = inRange.map(({ day, amount }) => ({ day, amount: -amount }));
  return [{ day: from - 1, amount: -opening }, ...between, { day: to, amount: closing }];
}

/** The parts of each portfolio's day; what they do not explain, the rates did. */
function dayGain(converted: readonly Converted[], whole: bigint): Gain & { total: bigint } {
  const sumOf = (name: 'price' | 'income' | 'fees' | 'taxes') =>
    total(converted.map(({ lastDay }) => lastDay?.parts[name] ?? 0n));
  const parts = {
    price: sumOf('price'),
    income: sumOf('income'),
    fees: sumOf('fees'),
    taxes: sumOf('taxes'),
  };
  return { total: whole, ...parts, fx: whole - parts.price - parts.income - parts.fees - parts.taxes };
}

function moversOf(
  converted: readonly Converted[],
  nameOf = (instrumentId: string) => instrumentId,
): NetWorth['movers'] {
  const sums = new Map<string, bigint>();
  for (const { lastDay } of converted)
    for (const { instrumentId, gain } of lastDay?.movers ?? [])
      sums.set(instrumentId, (sums.get(instrumentId) ?? 0n) + gain);
  // Sorting keeps the order of equal gains: that of the names.
  const movers = [...sums]
    .map(([instrumentId, gain]) => ({ instrumentId, gain }))
    .toSorted((a, b) => (nameOf(a.instrumentId) < nameOf(b.instrumentId) ? -1 : 1));
  const up = movers.filter(({ gain }) => gain > 0n).toSorted((a, b) => byGain(b, a));
  const down = movers.filter(({ gain }) => gain < 0n).toSorted(byGain);
  return { up: up.slice(0, moversShown), down: down.slice(0, moversShown) };
}

/** Lowest gain first. */
function byGain(a: Mover, b: Mover): number {
  return a.gain === b.gain ? 0 : a.gain < b.gain ? -1 : 1;
}
