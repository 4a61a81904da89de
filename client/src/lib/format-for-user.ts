import { createContext, use } from 'react';
import { createFormat, intlTag, type Format } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';

/** The profile's time zone, given by whoever knows the profile; the browser's own where nobody does. */
export const TimeZone = createContext<string | undefined>(undefined);

/** The formats of the current language and of the profile's time zone. */
export function useFormat(): Format {
  return useFormatIn(use(TimeZone));
}

/** A format takes a phone some milliseconds to make, and every row of a list asks for one. */
const made = new Map<string, Format>();

/** The formats of the current language in a time zone. */
export function useFormatIn(timeZone: string | undefined): Format {
  const { locale } = useLocale();
  const tag = intlTag(locale, browserLanguages());
  const key = `${tag} ${timeZone ?? ''}`;
  const format = made.get(key) ?? createFormat(tag, timeZone);
  made.set(key, format);
  return format;
}
