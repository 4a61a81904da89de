import { useMemo } from 'react';
import { intlTag } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';
import { countries } from '#shared/money/countries.ts';

/** The countries by their names, in the order of the person's alphabet. */
export function CountryOptions() {
  const { locale } = useLocale();
  const tag = intlTag(locale, browserLanguages());
  const named = useMemo(() => {
    const names = new Intl.DisplayNames(tag, { type: 'region' });
    return countries
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .toSorted((a, b) => a.name.localeCompare(b.name, tag));
  }, [tag]);
  return named.map(({ code, name }) => (
    <option key={code} value={code}>
      {name}
    </option>
  ));
}
