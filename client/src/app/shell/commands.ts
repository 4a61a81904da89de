import { Keyboard, Languages, LogOut, SunMoon, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { usePreferences } from '#client/identity/users/preferences.ts';
import { navigation } from '#client/app/shell/navigation.ts';
import { useLeave } from '#client/identity/sessions/use-leave.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

export interface Command {
  readonly id: string;
  readonly text: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

/** Everything the palette can do. */
export function useCommands({ showShortcuts }: { showShortcuts: () => void }): readonly Command[] {
  const { t } = useTranslation(['shell', 'app']);
  const navigate = useNavigate();
  const { chooseTheme, chooseLocale } = usePreferences();
  const { leave } = useLeave();
  const pages = navigation.map(({ to, text, icon }) => ({
    id: to,
    text: t('palette.goTo', { page: t(text) }),
    icon,
    run: () => void navigate(to),
  }));
  const themeChoices = themes.map((theme) => ({
    id: theme,
    text: t('palette.useTheme', { theme: t(`app:theme.${theme}`) }),
    icon: SunMoon,
    run: () => chooseTheme(theme),
  }));
  const languages = locales.map((locale) => ({
    id: locale,
    text: t('palette.useLanguage', { language: t(`app:language.${locale}`) }),
    icon: Languages,
    run: () => chooseLocale(locale),
  }));
  return [
    ...pages,
    ...themeChoices,
    ...languages,
    { id: 'shortcuts', text: t('shortcuts.title'), icon: Keyboard, run: showShortcuts },
    { id: 'sign-out', text: t('user.signOut'), icon: LogOut, run: leave },
  ];
}

/** Every word of the query stands somewhere in the command's text. */
export function matching(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return commands.filter(({ text }) => words.every((word) => text.toLocaleLowerCase().includes(word)));
}
