import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#client/identity/users/preferences.ts';
import { Segmented } from '#client/components/segmented.tsx';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

const themeIcons = { dark: Moon, light: Sun, system: Monitor };

/** Language and theme on pages without the shell. Radio buttons, because menus would be more code to load. */
export function PreferenceSwitches() {
  const { t } = useTranslation('app');
  const { locale, theme, chooseLocale, chooseTheme } = usePreferences();
  const languages = locales.map((value) => ({
    value,
    label: t(`language.${value}`),
    face: value.toUpperCase(),
    lang: value,
  }));
  const looks = themes.map((value) => {
    const Icon = themeIcons[value];
    return { value, label: t(`theme.${value}`), face: <Icon aria-hidden className="size-4" /> };
  });
  return (
    <div className="flex items-center gap-2">
      <Segmented label={t('language.label')} value={locale} options={languages} onChange={chooseLocale} />
      <Segmented label={t('theme.label')} value={theme} options={looks} onChange={chooseTheme} />
    </div>
  );
}
