import { one, units } from '#shared/money/decimal.ts';
import { readDay, weekday, type Day } from '#shared/money/days.ts';
import type { CreateInstrumentInput } from '#shared/money/instruments.ts';

/** Where every walk begins, whenever a sample is made. So no later day changes an earlier one. */
export const epoch: Day = readDay('2018-01-01') ?? 0;

/** An instrument of a sample. Its symbol stands for its id until it is kept. */
export interface SampleInstrument {
  readonly terms: CreateInstrumentInput;
  /** Null before it is listed, and once it is gone. */
  readonly priceOn: (day: Day) => bigint | null;
}

const million = 1_000_000n;
/** How strongly a price goes back to where its drift alone would have it, in millionths a day. */
const pull = 4_000n;

/** How a price moves from one weekday to the next, in millionths. `market` is its share of what moves all. */
export interface Walk {
  readonly start: string;
  readonly drift: number;
  readonly market: number;
  readonly own: number;
  /** Places at which it is quoted. */
  readonly places: number;
}

/** What a price falls by at the opening of a day: after a split to a half, `{ to: 1n, from: 2n }`. */
type Drop = (day: Day) => { readonly to: bigint; readonly from: bigint } | null;

/** Prices by day, in units. */
export type Series = ReadonlyMap<Day, bigint>;

/** A place in the calendar. */
interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

/** Counts in years that begin in March, so that a leap day is a year's last. Many days are asked for. */
export function dateOf(day: Day): CalendarDate {
  const days = day + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const years = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: era * 400 + years + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

export const isWeekday = (day: Day) => weekday(day) > 0 && weekday(day) < 6;

/** Monday to Friday, both ends included. */
export function weekdays(from: Day, to: Day): Day[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(isWeekday);
}

/** The first weekday from a day of each month on. It must not be one of the last four. */
export function isFirstWeekdayFrom(dayOfMonth: number, day: Day): boolean {
  const late = dateOf(day).dayOfMonth - dayOfMonth;
  return isWeekday(day) && late >= 0 && late < (weekday(day) === 1 ? 3 : 1);
}

/** The first Friday from a day of each month on. */
export function isFirstFridayFrom(dayOfMonth: number, day: Day): boolean {
  const late = dateOf(day).dayOfMonth - dayOfMonth;
  return weekday(day) === 5 && late >= 0 && late < 7;
}

/** A whole number that a name and a day decide, distributed about as a bell. 1000 is one deviation. */
export function chance(name: string, day: Day): number {
  return chanceOf(hashed(name), day);
}

function chanceOf(seed: number, day: Day): number {
  const [first, second] = [mixed(seed ^ Math.imul(day, 0x9e3779b1)), mixed(Math.imul(seed, 31) + day)];
  const sum = (first & 0xffff) + (first >>> 16) + (second & 0xffff) + (second >>> 16);
  return Math.trunc(((sum - 131_070) * 1000) / 37_837);
}

/** FNV-1a. */
function hashed(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1)
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash;
}

const seedOfMarket = hashed('market');

/** The last steps of MurmurHash3: near inputs get far outputs. */
function mixed(input: number): number {
  const first = Math.imul(input ^ (input >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

/** Rounds down to places, but never to nothing. */
export function quoted(price: bigint, places: number): bigint {
  return inSteps(price, 10n ** BigInt(18 - places));
}

const inSteps = (price: bigint, step: bigint) => (price < step ? step : price - (price % step));

/** Rounds down to hundredths, as a broker writes money. */
export const cents = (amount: bigint) => amount - (amount % (one / 100n));

/** Walks from `from`, where the price is `walk.start`, to `to`. */
export function walked(
  name: string,
  walk: Walk,
  { from = epoch, to, drop = () => null }: { from?: Day; to: Day; drop?: Drop },
): Series {
  const series = new Map<Day, bigint>();
  const drift = BigInt(walk.drift);
  const step = 10n ** BigInt(18 - walk.places);
  let trend = units(walk.start);
  let price = trend;
  const own = hashed(name);
  for (const day of weekdays(from, to)) {
    const market = walk.market === 0 ? 0 : walk.market * chanceOf(seedOfMarket, day);
    const shock = BigInt(Math.trunc((market + walk.own * chanceOf(own, day)) / 1000));
    const back = (pull * (trend - price)) / trend;
    price += (price * (drift + back + shock)) / million;
    trend += (trend * drift) / million;
    const fall = drop(day);
    if (fall) [price, trend] = [(price * fall.to) / fall.from, (trend * fall.to) / fall.from];
    series.set(day, inSteps(price, step));
  }
  return series;
}
