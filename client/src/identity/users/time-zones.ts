import { browserTimeZone, knownTimeZone } from '#client/lib/format.ts';
import type { Locale } from '#shared/locales.ts';

export interface TimeZoneChoice {
  readonly zone: string;
  /** `Europe/Moscow (GMT+3)`, by today's offset. */
  readonly label: string;
}

/** Every time zone this browser knows, with UTC, the chosen one and its own even where it does not list them. */
export function timeZoneChoices(locale: Locale, chosen: string): TimeZoneChoice[] {
  const zones = new Set(['UTC', chosen, browserTimeZone() ?? 'UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...zones]
    .toSorted((one, other) => one.localeCompare(other, 'en'))
    .map((zone) => ({ zone, label: labelOf(zone, locale) }));
}

function labelOf(zone: string, locale: Locale): string {
  const name = zone.replaceAll('_', ' ');
  // One that was chosen in a newer browser has its name all the same.
  return zone === 'UTC' || !knownTimeZone(zone) ? name : `${name} (${offsetOf(zone, locale)})`;
}

function offsetOf(timeZone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}
