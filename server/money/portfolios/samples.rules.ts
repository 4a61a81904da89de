import { setImmediate as nextTurn } from 'node:timers/promises';
import { domesticAccount } from './sample-domestic.rules.ts';
import { internationalAccount } from './sample-international.rules.ts';
import type { SampleAccount } from './sample-walks.rules.ts';
import type { Habit } from './sample-desk.rules.ts';
import {
  dateOf,
  epoch,
  isFirstFridayFrom,
  isFirstWeekdayFrom,
  weekdays,
  type SampleInstrument,
} from './sample-market.rules.ts';
import { samplePairs } from './sample-rates.rules.ts';
import { sampleTexts } from './sample-texts.rules.ts';
import { decimal, one } from '#shared/money/decimal.ts';
import { readDay, writeDay, type Day } from '#shared/money/days.ts';
import type { CreateInstrumentInput } from '#shared/money/instruments.ts';
import type { CreatePortfolioInput } from '#shared/money/portfolios.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';
import type { Locale } from '#shared/locales.ts';

/** A portfolio of sample data. Symbols stand where the ids of instruments will. */
export interface Sample {
  readonly portfolio: CreatePortfolioInput;
  readonly instruments: readonly SampleListing[];
  /** In the order of the ledger. */
  readonly transactions: readonly TransactionInput[];
}

export interface SampleListing {
  readonly terms: CreateInstrumentInput;
  readonly prices: readonly { readonly date: string; readonly price: string }[];
}

interface WrittenDay {
  readonly day: Day;
  readonly date: string;
}

export interface SampleRates {
  readonly base: string;
  readonly quote: string;
  readonly rows: readonly { readonly date: string; readonly rate: string }[];
}

interface Samples {
  readonly samples: readonly [Sample, Sample];
  readonly rates: readonly SampleRates[];
}

/** Two days, since somewhere it is tomorrow already, in both languages. */
const keptAtMost = 4;
const kept = new Map<string, Promise<Samples>>();

/**
 * Two accounts of five years that end on a day, and the market around them. What a day has depends on that day alone,
 * whenever the sample is made. Only on the first day comes in what was there before. The work takes most of a second,
 * in which other calls have their turn. What was asked for last is kept.
 */
export function samplesUpTo(to: Day, locale: Locale): Promise<Samples> {
  const key = `${locale} ${to}`;
  const found = kept.get(key) ?? workOut(to, locale);
  kept.delete(key);
  kept.set(key, found);
  for (const oldest of kept.keys()) if (kept.size > keptAtMost) kept.delete(oldest);
  return found;
}

async function workOut(to: Day, locale: Locale): Promise<Samples> {
  const texts = sampleTexts[locale];
  const from = beginningOf(to);
  const days = weekdays(from, to).map((day) => ({ day, date: writeDay(day) }));
  const setting = { locale, texts, to };
  async function told(open: (of: typeof setting) => SampleAccount): Promise<Sample> {
    const account = open(setting);
    await live(account, { from, to, note: texts.notes.moved });
    const { desk, accountType, baseCurrency, country, costMethod } = account;
    const instruments: SampleListing[] = [];
    for (const instrument of desk.instruments) {
      await nextTurn();
      instruments.push(...listingOf(instrument, days));
    }
    return {
      portfolio: { name: texts.portfolios[accountType], accountType, baseCurrency, country, costMethod },
      transactions: inOrder(desk.orders),
      instruments,
    };
  }
  const samples = [await told(domesticAccount), await told(internationalAccount)] as const;
  await nextTurn();
  const rates = samplePairs(to).map(({ base, quote, series }) => ({
    base,
    quote,
    rows: days.map(({ day, date }) => ({ date, rate: decimal(series.get(day) ?? one) })),
  }));
  return { samples, rates };
}

/** The first of the month five years ago: in between nothing is owed and no contract is open. */
function beginningOf(to: Day): Day {
  const { year, month } = dateOf(to);
  return readDay(`${year - 5}-${String(month).padStart(2, '0')}-01`) ?? epoch;
}

/** A few milliseconds' worth of days. */
const daysOfSlice = 250;

async function live(
  { desk, habits }: SampleAccount,
  { from, to, note }: { from: Day; to: Day; note: string },
): Promise<void> {
  let hasMovedIn = false;
  for (const [place, day] of weekdays(epoch, to).entries()) {
    if (place % daysOfSlice === 0) await nextTurn();
    desk.day = day;
    if (day >= from && !hasMovedIn) {
      desk.moveIn(note);
      hasMovedIn = true;
    }
    for (const habit of habits) if (isDue(habit, day)) habit.act(desk);
  }
}

function isDue({ months, day: dayOfMonth, isOnFriday }: Habit, day: Day): boolean {
  if (months && !months.includes(dateOf(day).month)) return false;
  return isOnFriday ? isFirstFridayFrom(dayOfMonth, day) : isFirstWeekdayFrom(dayOfMonth, day);
}

const rankOf = (input: TransactionInput) => ('numerator' in input ? 0 : 1);

function inOrder(orders: readonly TransactionInput[]): TransactionInput[] {
  return orders.toSorted(
    (a, b) => (readDay(a.tradeDate) ?? 0) - (readDay(b.tradeDate) ?? 0) || rankOf(a) - rankOf(b),
  );
}

/** None for what was gone before the account began. */
function listingOf({ terms, priceOn }: SampleInstrument, days: readonly WrittenDay[]): SampleListing[] {
  const prices = days.flatMap(({ day, date }) => {
    const price = priceOn(day);
    return price === null ? [] : [{ date, price: decimal(price) }];
  });
  return prices.length === 0 ? [] : [{ terms, prices }];
}
