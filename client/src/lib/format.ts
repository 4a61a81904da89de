import { unlessDenied } from '#client/lib/unless-denied.ts';
import type { Locale } from '#shared/locales.ts';

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
  { unit: 'day', seconds: day, until: 6.5 * day },
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
 * All dates, times and numbers of the app, in one language and one time zone. An unknown time zone falls back
 * to the browser's.
 */
export function createFormat(tag: string, wantedTimeZone?: string) {
  const timeZone = knownTimeZone(wantedTimeZone);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options });
  const date = dates({ dateStyle: 'medium' });
  const moment = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const clock = dates({ timeStyle: 'short' });
  const hourOfDay = dates({ hour: 'numeric', hourCycle: 'h23' });
  // The Swedish way to write a date is that of ISO 8601.
  const isoDay = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  // Words such as `tomorrow` go by the calendar, a distance does not. In 35 hours it may be the day after.
  const distance = new Intl.RelativeTimeFormat(tag, { numeric: 'always' });
  const now = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }).format(0, 'second');
  const plain = new Intl.NumberFormat(tag);

  return {
    date: (instant: Instant) => date.format(new Date(instant)),
    dateTime: (instant: Instant) => moment.format(new Date(instant)),
    time: (instant: Instant) => clock.format(new Date(instant)),
    /** `2026-11-21`, for names of files. */
    isoDate: (instant: Instant) => isoDay.format(new Date(instant)),
    /** The hour of the day, 0 to 23, where the person is. */
    hour: (instant: Instant) => Number.parseInt(hourOfDay.format(new Date(instant)), 10),
    /** `5 minutes ago`, `через 3 дня`; below half a minute simply `now`. */
    relative(instant: Instant, since: Instant = Date.now()) {
      const seconds = (new Date(instant).getTime() - new Date(since).getTime()) / 1000;
      return Math.abs(seconds) < shortest ? now : distance.format(...inUnits(seconds));
    },
    number: (value: number) => plain.format(value),
  };
}
export type Format = ReturnType<typeof createFormat>;
