import { useMemo } from 'react';
import { createFormat, intlTag, type Format } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';
import { useSession } from '#client/session/session.tsx';

/** The formats of the current language and of the profile's time zone. */
export function useFormat(): Format {
  const { locale } = useLocale();
  const timeZone = useSession().user?.timeZone;
  return useMemo(() => createFormat(intlTag(locale, browserLanguages()), timeZone), [locale, timeZone]);
}
