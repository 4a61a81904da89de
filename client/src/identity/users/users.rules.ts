import { z } from 'zod';
import { browserTimeZone, knownTimeZone } from '#client/lib/format.ts';
import type { Locale } from '#shared/locales.ts';
import { updateProfileInput, type User } from '#shared/identity/users.ts';

/** What of a profile is edited as a form; the version comes from what was last read. */
export const profileForm = updateProfileInput
  // Language and theme are no part of it: they take effect as they are chosen.
  .omit({ version: true, locale: true, theme: true })
  .required()
  // The server says which zones there are: this browser may know fewer.
  .extend({ timeZone: z.string() });
export type ProfileValues = z.infer<typeof profileForm>;
export type ProfileChanges = Partial<ProfileValues>;

export function valuesOf(user: User): ProfileValues {
  const { fullName, username, timeZone, baseCurrency, numberFormat } = user;
  return { fullName: fullName ?? '', username, timeZone, baseCurrency, numberFormat };
}

/** Only what its owner changed is sent: the rest may have been changed elsewhere meanwhile. */
export function changesOf(
  checked: ProfileValues,
  isDirty: (field: keyof ProfileValues) => boolean,
): ProfileChanges {
  return Object.fromEntries(
    Object.entries(checked).filter(([field]) => isDirty(field as keyof ProfileValues)),
  );
}

/** What the page shows before the server confirms. A username or a time zone may be refused, so they wait. */
export function previewOf({ username: _name, timeZone: _zone, ...changes }: ProfileChanges): Partial<User> {
  return { ...changes };
}

export interface TimeZoneChoice {
  readonly zone: string;
  /** `Europe/Moscow (GMT+3)`, by today's offset. */
  readonly label: string;
}

/** Every time zone this browser knows. UTC, the chosen one and its own stand in the list in any case. */
export function timeZoneChoices(locale: Locale, chosen: string): TimeZoneChoice[] {
  const zones = new Set(['UTC', chosen, browserTimeZone() ?? 'UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...zones]
    .toSorted((one, other) => one.localeCompare(other, 'en'))
    .map((zone) => ({ zone, label: labelOf(zone, locale) }));
}

function labelOf(zone: string, locale: Locale): string {
  const name = zone.replaceAll('_', ' ');
  // A zone this browser does not know has no offset here, but it has its name.
  return zone === 'UTC' || !knownTimeZone(zone) ? name : `${name} (${offsetOf(zone, locale)})`;
}

function offsetOf(timeZone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
}
