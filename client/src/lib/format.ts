import { onDemand } from '#client/lib/on-demand.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { createNumbers } from '#client/lib/numbers.ts';
import type { Locale } from '#shared/locales.ts';
import type { NumberFormat } from '#shared/number-formats.ts';

type Instant = string | number | Date;

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4375 * day;

interface Step {
  readonly unit: Intl.RelativeTimeFormatUnit;
  readonly seconds: number;
  /** From here on the distance, rounded, is one of the next unit: 59.5 minutes are an hour. */
  readonly until: number;
}

/** Below it nobody asks how long. */
const shortest = 0.5 * minute;
const years: Step = { unit: 'year', seconds: 365.25 * day, until: Infinity };
const steps: readonly Step[] = [
  { unit: 'minute', seconds: minute, until: 59.5 * minute },
  { unit: 'hour', seconds: hour, until: 23.5 * hour },
  { unit: 'day', seconds: day, until: 7 * day },
  { unit: 'week', seconds: 7 * day, until: 29.5 * day },
  { unit: 'month', seconds: month, until: 11.5 * month },
];

/** The nearest whole number of the unit that fits a distance, as far back as ahead. */
function inUnits(seconds: number): [number, Intl.RelativeTimeFormatUnit] {
  const distance = Math.abs(seconds);
  const { unit, seconds: length } = steps.find(({ until }) => distance < until) ?? years;
  return [Math.sign(seconds) * Math.round(distance / length), unit];
}

/** A wait as a clock shows it: `14:38`, `0:09`. */
export function clockOf(seconds: number): string {
  return `${Math.floor(seconds / minute)}:${String(seconds % minute).padStart(2, '0')}`;
}

/** `en-US@posix`, which headless browsers report and on which Intl throws, becomes `en-US`. */
function normaliseTag(tag: string): string {
  return tag.split(/[@.]/u)[0]?.replaceAll('_', '-') ?? tag;
}

/** The browser's own region of the app's language (`en-GB`), so that dates read as their owner expects. */
export function intlTag(locale: Locale, languages: readonly string[]): string {
  const tags = languages.map(normaliseTag);
  return (
    tags.find((tag) => tag.split('-')[0] === locale && unlessDenied(() => new Intl.Locale(tag))) ?? locale
  );
}

/** The zone, where this browser can count in it. A server, or another browser, may know newer ones. */
export function knownTimeZone(timeZone: string | undefined): string | undefined {
  return unlessDenied(() => timeZone && new Intl.DateTimeFormat('en', { timeZone })) ? timeZone : undefined;
}

/** The time zone of this browser. Null where that is none, such as the `Etc/Unknown` of a wrong `TZ`. */
export function browserTimeZone(): string | null {
  return knownTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? null;
}

/**
 * All dates, times and numbers of the app, in one language, one time zone and one way to write numbers. An unknown
 * time zone falls back to the browser's.
 */
export function createFormat(tag: string, wantedTimeZone?: string, numberFormat: NumberFormat = 'auto') {
  const timeZone = knownTimeZone(wantedTimeZone);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    onDemand(() => new Intl.DateTimeFormat(tag, { timeZone, ...options }));
  const date = dates({ dateStyle: 'medium' });
  const moment = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const clock = dates({ timeStyle: 'short' });
  const clockOfDay = dates({ weekday: 'short', hour: 'numeric', minute: '2-digit' });
  const longMoment = dates({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  const hourOfDay = dates({ hour: 'numeric', hourCycle: 'h23' });
  const dayOfMonth = onDemand(
    () => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', day: 'numeric', month: 'long' }),
  );
  const calendarDate = onDemand(() => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', dateStyle: 'medium' }));
  // The Swedish way to write a date is that of ISO 8601.
  const isoDay = onDemand(() => new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }));
  const distance = onDemand(() => new Intl.RelativeTimeFormat(tag, { numeric: 'always' }));
  /** Knows `now`, `tomorrow` and `позавчера`, which go by the calendar. */
  const words = onDemand(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
  const dayNumber = (instant: Instant) => Date.parse(isoDay().format(new Date(instant))) / (day * 1000);
  /** How many midnights lie between two instants, where the person is. */
  const daysBetween = (instant: Instant, since: Instant) => dayNumber(instant) - dayNumber(since);

  return {
    ...createNumbers(tag, numberFormat),
    date: (instant: Instant) => date().format(new Date(instant)),
    dateTime: (instant: Instant) => moment().format(new Date(instant)),
    /** `Nov 29, 2026, 9:01 – 9:04 AM`; one moment where both are the same minute. */
    range: (from: Instant, to: Instant) => moment().formatRange(new Date(from), new Date(to)),
    time: (instant: Instant) => clock().format(new Date(instant)),
    /** `Sunday, November 29, 9:41 AM`: the day and the time it is. */
    today: (instant: Instant) => longMoment().format(new Date(instant)),
    /** `Mon, 10:00`, for what lies within a week. */
    weekdayTime: (instant: Instant) => clockOfDay().format(new Date(instant)),
    /** `2026-11-21`, for names of files. */
    isoDate: (instant: Instant) => isoDay().format(new Date(instant)),
    /** `November 21` of a day that is written as ISO 8601 does, whatever the zone. */
    calendarDay: (isoDate: string) => dayOfMonth().format(new Date(isoDate)),
    /** `Nov 21, 2026` of such a day. */
    calendarDate: (isoDate: string) => calendarDate().format(new Date(isoDate)),
    /** The hour of the day, 0 to 23, where the person is. */
    hour: (instant: Instant) => Number.parseInt(hourOfDay().format(new Date(instant)), 10),
    /** `5 minutes ago`, `завтра`; below half a minute simply `now`. Days are those of the person's calendar. */
    relative(instant: Instant, since: Instant = Date.now()) {
      const seconds = (new Date(instant).getTime() - new Date(since).getTime()) / 1000;
      if (Math.abs(seconds) < shortest) return words().format(0, 'second');
      const [count, unit] = inUnits(seconds);
      if (unit === 'minute' || unit === 'hour') return distance().format(count, unit);
      const days = daysBetween(instant, since);
      // From one end of a day to the other it is still the same day.
      if (days === 0) return distance().format(Math.sign(seconds) * 23, 'hour');
      return Math.abs(days) < 7 ? words().format(days, 'day') : distance().format(...inUnits(days * day));
    },
    /** The exact time, with the day named by the calendar: `tomorrow, 23:59`; a date further away. */
    exact(instant: Instant, since: Instant = Date.now()) {
      const days = daysBetween(instant, since);
      if (Math.abs(days) > 1) return moment().format(new Date(instant));
      return `${words().format(days, 'day')}, ${clock().format(new Date(instant))}`;
    },
  };
}
export type Format = ReturnType<typeof createFormat>;
