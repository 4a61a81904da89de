import { useTranslation } from 'react-i18next';
import { intlTag } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';
import { createNumbers } from '#client/lib/numbers.ts';
import { useZoneNames } from '#client/lib/zone-names.ts';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import { numberFormats } from '#shared/number-formats.ts';

/** Shows the signs between groups of digits and before the fraction. */
const sampleNumber = 1_234_567.89;

/** How a value of the profile reads outside its field: a choice by its name, a text as it is. */
export function useShownValue() {
  const { t } = useTranslation('users');
  const { locale } = useLocale();
  const zoneName = useZoneNames();
  return (field: keyof ProfileValues, value: string): string => {
    if (field === 'timeZone') return zoneName?.(value) ?? value;
    const format = field === 'numberFormat' && numberFormats.find((one) => one === value);
    if (!format) return value;
    const sample = createNumbers(intlTag(locale, browserLanguages()), format).number(sampleNumber);
    return format === 'auto' ? t('numberFormatAuto', { sample }) : sample;
  };
}
