import { units } from '#shared/money/decimal.ts';
import { readDay, weekday, writeDay, type Day } from '#shared/money/days.ts';

/** Where every walk begins, whenever a sample is made. So no later day changes an earlier one. */
export const epoch: Day = readDay('2018-01-01') ?? 0;

const million = 1_000_000n;
/** How strongly a price goes back to where its drift alone would have it, in millionths a day. */
const pull = 4_000n;

/** How a price moves from one weekday to the next, in millionths; `market` is its share of what moves all of them. */
export interface Walk {
  readonly start: string;
  readonly drift: bigint;
  readonly market: bigint;
  readonly own: bigint;
  /** Places at which it is quoted. */
  readonly places: number;
}

/** What a price falls by at the opening of a day: after a split to a half, `{ to: 1n, from: 2n }`. */
type Drop = (day: Day) => { readonly to: bigint; readonly from: bigint } | null;

/** Prices by day, in units. */
export type Series = ReadonlyMap<Day, bigint>;

/** A place in the calendar. */
export function dateOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const [year = 0, month = 0, dayOfMonth = 0] = writeDay(day).split('-').map(Number);
  return { year, month, dayOfMonth };
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

/** A number that a name and a day decide, about as likely as those of a bell: 1000 is one deviation. */
export function chance(name: string, day: Day): bigint {
  const bits = mixed(hashed(name) + BigInt(day) * 0x9e3779b97f4a7c15n);
  const quarters = [0n, 16n, 32n, 48n].map((shift) => (bits >> shift) & 0xffffn);
  const sum = quarters.reduce((all, quarter) => all + quarter, 0n);
  return ((sum - 131_070n) * 1000n) / 37_837n;
}

/** FNV-1a of 64 bits. */
function hashed(name: string): bigint {
  return [...name].reduce(
    (hash, letter) => BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );
}

/** The last steps of SplitMix64: near inputs get far outputs. */
function mixed(input: bigint): bigint {
  const first = BigInt.asUintN(64, input);
  const second = BigInt.asUintN(64, (first ^ (first >> 30n)) * 0xbf58476d1ce4e5b9n);
  const third = BigInt.asUintN(64, (second ^ (second >> 27n)) * 0x94d049bb133111ebn);
  return third ^ (third >> 31n);
}

/** Rounds down to places, but never to nothing. */
export function quoted(price: bigint, places: number): bigint {
  const step = 10n ** BigInt(18 - places);
  return price < step ? step : price - (price % step);
}

/** Walks from `from`, where the price is `walk.start`, to `to`. */
export function walked(
  name: string,
  walk: Walk,
  { from = epoch, to, drop = () => null }: { from?: Day; to: Day; drop?: Drop },
): Series {
  const series = new Map<Day, bigint>();
  let trend = units(walk.start);
  let price = trend;
  for (const day of weekdays(from, to)) {
    const shocks = walk.market * chance('market', day) + walk.own * chance(name, day);
    const back = (pull * (trend - price)) / trend;
    price += (price * (walk.drift + back + shocks / 1000n)) / million;
    trend += (trend * walk.drift) / million;
    const fall = drop(day);
    if (fall) [price, trend] = [(price * fall.to) / fall.from, (trend * fall.to) / fall.from];
    series.set(day, quoted(price, walk.places));
  }
  return series;
}
