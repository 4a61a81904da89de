import type { Locale } from '#shared/locales.ts';

type Instant = string | number | Date;

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `en-US@posix`, which headless browsers report and on which Intl throws, becomes `en-US`. */
function normaliseTag(tag: string): string {
  return tag.split(/[@.]/u)[0]?.replaceAll('_', '-') ?? tag;
}

/** The browser's own region of the app's language (`en-GB`), so that dates read as their owner expects. */
export function intlTag(locale: Locale, languages: readonly string[]): string {
  const tags = languages.map(normaliseTag);
  return (
    tags.find((tag) => tag.split('-')[0] === locale && Intl.getCanonicalLocales(tag).length > 0) ?? locale
  );
}

function knownTimeZone(timeZone: string | undefined): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * All dates, times, numbers and money of the app, in one language and one time zone. An unknown time zone
 * falls back to the browser's.
 */
export function createFormat(tag: string, wantedTimeZone?: string) {
  const timeZone = knownTimeZone(wantedTimeZone);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options });
  const day = dates({ dateStyle: 'medium' });
  const moment = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const clock = dates({ timeStyle: 'short' });
  const hour = dates({ hour: 'numeric', hourCycle: 'h23' });
  // The Swedish way to write a date is that of ISO 8601.
  const isoDay = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' });
  const distance = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const plain = new Intl.NumberFormat(tag);

  return {
    date: (instant: Instant) => day.format(new Date(instant)),
    dateTime: (instant: Instant) => moment.format(new Date(instant)),
    time: (instant: Instant) => clock.format(new Date(instant)),
    /** `2026-11-21`, for names of files. */
    isoDate: (instant: Instant) => isoDay.format(new Date(instant)),
    /** The hour of the day, 0 to 23, where the person is. */
    hour: (instant: Instant) => Number.parseInt(hour.format(new Date(instant)), 10),
    /** `5 minutes ago`, `через 3 дня`; below a minute simply `now`. */
    relative(instant: Instant, now: Instant = Date.now()) {
      const seconds = (new Date(instant).getTime() - new Date(now).getTime()) / 1000;
      const step = steps.find(([, length]) => Math.abs(seconds) >= length);
      return step ? distance.format(Math.trunc(seconds / step[1]), step[0]) : distance.format(0, 'second');
    },
    number: (value: number) => plain.format(value),
    percent: (ratio: number) =>
      new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 }).format(ratio),
    money: (amount: number, currency: string) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount),
  };
}
export type Format = ReturnType<typeof createFormat>;
