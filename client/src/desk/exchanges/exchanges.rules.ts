import type { Exchange, Session } from '#client/desk/exchanges/calendars.ts';
import { dayAfter, dayIn, instantIn } from '#client/lib/zoned-time.ts';

/** How trading stands. A bell is null where there is none in sight, or where a day without a calendar lies before it. */
export type Trading =
  | { readonly state: 'open'; readonly bell: number | null; readonly day: DayKind }
  | { readonly state: 'closed'; readonly bell: number | null; readonly day: DayKind }
  | { readonly state: 'unknown' };

/** A short day has other sessions than its week's. */
export type DayKind = 'usual' | 'short' | 'holiday';

/** Longer than any run of days without trading. */
const daysAhead = 12;

/** Open or closed, and until when. */
export function tradingAt(exchange: Exchange, now: number): Trading {
  const today = dayIn(exchange.timeZone, now);
  const day = kindOf(exchange, today);
  if (day === null) return { state: 'unknown' };
  const { periods, knownUntil } = periodsFrom(exchange, today);
  const next = periods.find(({ closes }) => closes > now);
  if (!next) return { state: 'closed', bell: null, day };
  if (next.opens > now) return { state: 'closed', bell: next.opens, day };
  // What ends with the last known day may go on in the next one.
  return { state: 'open', bell: next.closes < knownUntil ? next.closes : null, day };
}

/** Null where nobody has looked the day up. */
function sessionsOn({ week, otherDays, covers }: Exchange, day: string): readonly Session[] | null {
  const [first, last] = covers ?? [day, day];
  if (day < first || day > last) return null;
  const other = otherDays[day];
  return other === undefined ? (week[weekdayOf(day)] ?? []) : other;
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function kindOf(exchange: Exchange, day: string): DayKind | null {
  const sessions = sessionsOn(exchange, day);
  if (sessions === null) return null;
  if (!Object.hasOwn(exchange.otherDays, day)) return 'usual';
  if (sessions.length > 0) return 'short';
  const isWeekend = [0, 6].includes(weekdayOf(day));
  return isWeekend ? 'usual' : 'holiday';
}

interface Period {
  readonly opens: number;
  closes: number;
}

/** The times of trading from a day on, up to the first unknown one. Two that meet at a midnight are one. */
function periodsFrom(exchange: Exchange, today: string) {
  const { timeZone } = exchange;
  const periods: Period[] = [];
  let ahead = 0;
  for (; ahead < daysAhead; ahead += 1) {
    const day = dayAfter(today, ahead);
    const sessions = sessionsOn(exchange, day);
    if (sessions === null) break;
    for (const [opens, closes] of sessions) {
      const period = { opens: instantIn(timeZone, day, opens), closes: instantIn(timeZone, day, closes) };
      const last = periods.at(-1);
      if (last?.closes === period.opens) last.closes = period.closes;
      else periods.push(period);
    }
  }
  return { periods, knownUntil: instantIn(timeZone, dayAfter(today, ahead), 0) };
}
