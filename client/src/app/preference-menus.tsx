import { Languages, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#client/identity/users/preferences.ts';
import { Menu, MenuChoice } from '#client/components/menu.tsx';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

const themeIcons = { dark: Moon, light: Sun, system: Monitor };

function LanguageMenu() {
  const { t } = useTranslation('app');
  const { locale, chooseLocale } = usePreferences();
  const options = locales.map((value) => ({ value, label: t(`language.${value}`), lang: value }));
  const label = `${t('language.label')}: ${t(`language.${locale}`)}`;
  return (
    <Menu label={label} face={<Languages aria-hidden className="size-[1.125rem]" />}>
      <MenuChoice label={t('language.label')} value={locale} options={options} onChange={chooseLocale} />
    </Menu>
  );
}

function ThemeMenu() {
  const { t } = useTranslation('app');
  const { theme, chooseTheme } = usePreferences();
  const options = themes.map((value) => {
    const Icon = themeIcons[value];
    return { value, label: t(`theme.${value}`), icon: <Icon aria-hidden className="size-4 text-ink-soft" /> };
  });
  const Icon = themeIcons[theme];
  const label = `${t('theme.label')}: ${t(`theme.${theme}`)}`;
  return (
    <Menu label={label} face={<Icon aria-hidden className="size-[1.125rem]" />}>
      <MenuChoice label={t('theme.label')} value={theme} options={options} onChange={chooseTheme} />
    </Menu>
  );
}

/** Language and theme, side by side. The narrowest phones have them in their menu: the page's title needs the room. */
export function PreferenceBar() {
  return (
    <div className="flex items-center gap-0.5 max-[24rem]:hidden">
      <LanguageMenu />
      <ThemeMenu />
    </div>
  );
}
