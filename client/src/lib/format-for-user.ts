import { createContext, use } from 'react';
import { createFormat, intlTag, type Format } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';
import type { User } from '#shared/identity/users.ts';

/** What of a profile says how its owner reads dates and numbers. */
export type FormatPreferences = Partial<Pick<User, 'timeZone' | 'numberFormat'>>;

/** A profile nobody has changed yet has the defaults, not anybody's choice. */
export const untouchedVersion = 1;

/** The browser's zone counts until a new profile has taken it. */
export function formatPreferencesOf(user: User | null): FormatPreferences | null {
  return user?.version === untouchedVersion ? { numberFormat: user.numberFormat } : user;
}

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
