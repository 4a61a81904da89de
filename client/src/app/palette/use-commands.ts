import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router-dom';
import { usePreferences } from '#client/identity/users/preferences.ts';
import { entries, paletteNamespaces, type Entry } from '#client/app/palette/entries.ts';
import { places } from '#client/app/palette/places.ts';
import type { WordsId } from '#client/app/palette/search-words.ts';
import { useSessionCommands } from '#client/app/palette/use-session-commands.ts';
import { isOpenTo } from '#client/lib/permissions.ts';
import { useSession } from '#client/session/session.tsx';
import { useLeave } from '#client/identity/sessions/use-leave.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

export interface Command extends Omit<Entry, 'id'> {
  readonly id: string;
  /** The choice that holds now. */
  readonly isCurrent?: boolean;
  /** The focus goes to another page or a part of this one, instead of where it was. */
  readonly movesFocus?: boolean;
  /** Not listed among those run last: it would be run by mistake, or names a device. */
  readonly isForgotten?: boolean;
  readonly run: () => void;
}

export interface ShellActions {
  readonly showShortcuts: () => void;
  readonly toggleSidebar: () => void;
}

/** What is done, and what is said of it, for each entry that leads nowhere. */
type Act = Pick<Command, 'run' | 'isCurrent' | 'isForgotten'>;

/** Everything the palette can do. */
export function useCommands({ showShortcuts, toggleSidebar }: ShellActions): readonly Command[] {
  const { t } = useTranslation(paletteNamespaces);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { theme, locale, chooseTheme, chooseLocale } = usePreferences();
  const { leave } = useLeave();
  const ofSessions = useSessionCommands();
  const permissions = useSession().user?.permissions ?? [];

  const acts: Partial<Record<WordsId, Act>> = {
    sidebar: { run: toggleSidebar },
    shortcuts: { run: showShortcuts },
    signOut: { run: leave, isForgotten: true },
  };
  for (const one of themes) acts[one] = { run: () => chooseTheme(one), isCurrent: one === theme };
  for (const one of locales) acts[one] = { run: () => chooseLocale(one), isCurrent: one === locale };

  const ofEverybody = entries(t).flatMap((entry): Command[] => {
    const act = acts[entry.id];
    if (act) return [{ ...entry, ...act }];
    const place = places.find(({ id }) => id === entry.id);
    if (!place || !isOpenTo(place, permissions)) return [];
    return [{ ...entry, movesFocus: place.to !== pathname, run: () => void navigate(place.to) }];
  });
  return [...ofEverybody, ...ofSessions];
}
