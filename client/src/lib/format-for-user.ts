import { createContext, use, useMemo } from 'react';
import { createFormat, intlTag, type Format } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';

/** The profile's time zone, given by whoever knows the profile; the browser's own where nobody does. */
export const TimeZone = createContext<string | undefined>(undefined);

/** The formats of the current language and of the profile's time zone. */
export function useFormat(): Format {
  const { locale } = useLocale();
  const timeZone = use(TimeZone);
  return useMemo(() => createFormat(intlTag(locale, browserLanguages()), timeZone), [locale, timeZone]);
}
