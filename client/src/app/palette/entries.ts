import type { TFunction } from 'i18next';
import { Keyboard, Languages, LogOut, PanelLeft, SunMoon, Unplug, type LucideIcon } from 'lucide-react';
import { places } from '#client/app/palette/places.ts';
import { searchWords, type WordsId } from '#client/app/palette/search-words.ts';
import type { Findable } from '#client/lib/search.ts';
import { shortcuts, type Shortcut } from '#client/lib/shortcuts.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

/** In this order while nothing is typed. */
export const groups = ['pages', 'settings', 'theme', 'language', 'actions', 'sessions'] as const;
export type Group = (typeof groups)[number];

/** Something the palette can do, as it is shown and found. */
export interface Entry extends Findable {
  readonly id: WordsId;
  readonly group: Group;
  readonly icon: LucideIcon;
  /** The page a card or field stands on. */
  readonly page?: string;
  readonly shortcut?: Shortcut;
}

export const paletteNamespaces = [
  'shell',
  'app',
  'account',
  'admin',
  'dashboard',
  'exchanges',
  'factors',
  'portfolios',
  'sessions',
  'users',
] as const;
type Translate = TFunction<typeof paletteNamespaces>;

/** Everything the palette offers to everybody; sessions come on top. */
export function entries(t: Translate): readonly Entry[] {
  const ofThemes = themes.map((theme) =>
    entry(
      { id: theme, group: 'theme', icon: SunMoon },
      t('palette.useTheme', { theme: t(`app:theme.${theme}`) }),
    ),
  );
  const ofLanguages = locales.map((locale) =>
    entry(
      { id: locale, group: 'language', icon: Languages },
      t('palette.useLanguage', { language: t(`app:language.${locale}`) }),
    ),
  );
  const actions = [
    entry(
      { id: 'sidebar', group: 'actions', icon: PanelLeft, shortcut: shortcuts.sidebar },
      t('shortcuts.sidebar'),
    ),
    entry(
      { id: 'shortcuts', group: 'actions', icon: Keyboard, shortcut: shortcuts.help },
      t('shortcuts.title'),
    ),
    entry({ id: 'signOut', group: 'actions', icon: LogOut }, t('user.signOut')),
  ];
  return [...ofPlaces(t), ...ofThemes, ...ofLanguages, ...actions];
}

function entry(shown: Omit<Entry, 'title' | 'words'>, title: string): Entry {
  return { ...shown, title, words: searchWords(shown.id) };
}

/** A card is also found by the name of its page. */
function ofPlaces(t: Translate): Entry[] {
  const pages = new Map<string, string>(places.map(({ to, text }) => [to, t(text)]));
  return places.map(({ id, to, text, icon }) => {
    const page = pages.get(to.split('#', 1)[0] ?? to);
    if (!to.includes('#') || page === undefined) return entry({ id, group: 'pages', icon }, t(text));
    const { words, ...shown } = entry({ id, group: 'settings', icon, page }, t(text));
    return { ...shown, words: `${words} ${page}` };
  });
}

/** The end of one session, found by its device, or of all others. */
export function endEntry(id: 'endOne' | 'endOthers', title: string): Entry {
  return entry({ id, group: 'sessions', icon: Unplug }, title);
}
