import { useTranslation } from 'react-i18next';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

/** How a value of the profile reads outside its field: a choice by its name, a text as it is. */
export function useShownValue() {
  const { t } = useTranslation(['users', 'app']);
  return (field: keyof ProfileValues, value: string): string => {
    const locale = locales.find((one) => one === value);
    const theme = themes.find((one) => one === value);
    if (field === 'locale' && locale) return t(`app:language.${locale}`);
    if (field === 'theme' && theme) return t(`themes.${theme}`);
    return field === 'timeZone' ? value.replaceAll('_', ' ') : value;
  };
}
