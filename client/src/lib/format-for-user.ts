import { createContext, use } from 'react';
import { createFormat, intlTag, type Format } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';
import type { User } from '#shared/identity/users.ts';

/** What of a profile says how its owner reads dates and numbers. */
export type FormatPreferences = Pick<User, 'timeZone' | 'numberFormat'>;

/** The signed-in person's, given by whoever knows the profile; the browser's own ways where nobody does. */
export const ProfileFormats = createContext<FormatPreferences | null>(null);

/** Formatters of Intl are dear to make, and every row of a list asks for a dozen. */
const made = new Map<string, Format>();

/** The formats of the current language and of the profile. */
export function useFormat(): Format {
  return useFormatOf(use(ProfileFormats));
}

/** The formats of the current language and of preferences that are not saved yet. */
export function useFormatOf(preferences: FormatPreferences | null): Format {
  const { locale } = useLocale();
  const tag = intlTag(locale, browserLanguages());
  const { timeZone, numberFormat } = preferences ?? {};
  const key = [tag, timeZone, numberFormat].join(' ');
  const format = made.get(key) ?? createFormat(tag, timeZone, numberFormat);
  made.set(key, format);
  return format;
}
