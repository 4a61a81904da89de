import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { canWait, queueChanges, type QueuedChanges } from '#client/identity/users/queued-changes.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { browserSession, useSession } from '#client/session/session.tsx';
import { setTheme, useTheme } from '#client/lib/theme.ts';
import { setLocale, useLocale } from '#client/lib/locale.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Locale } from '#shared/locales.ts';
import type { Theme } from '#shared/themes.ts';

type Preferences = Omit<QueuedChanges, 'fullName'>;

/** One after another: each save needs the version that the one before it made. */
let lastSave: Promise<unknown> = Promise.resolve();

/** Saves preferences to the profile of whoever is signed in; for a stranger the cookie is all there is. */
function useSavePreferences() {
  const { user: chooser } = useSession();
  const { client } = trpc.useUtils();
  const { mutateAsync } = trpc.users.updateProfile.useMutation();

  async function saveNow(change: Preferences): Promise<void> {
    const { user } = browserSession.store.getState();
    // While it waited, somebody else may have signed in: the choice is not theirs.
    if (!user || user.id !== chooser?.id) return;
    const save = (version: number) => mutateAsync({ ...change, version });
    await save(user.version).catch(async (error: unknown) => {
      // Another tab saved something else: a preference overrides only itself, so it is sent again.
      if (refusalOf(error)?.code !== 'CONFLICT_VERSION') throw error;
      return save((await client.users.me.query()).version);
    });
  }

  return (change: Preferences): Promise<void> => {
    const save = lastSave.then(() => saveNow(change));
    lastSave = save.catch(() => undefined);
    return save;
  };
}

/** Theme and language: they change at once. Without a server they wait for it, refused they change back. */
export function usePreferences() {
  const { t } = useTranslation('app');
  const { theme } = useTheme();
  const { locale } = useLocale();
  const { user } = useSession();
  const save = useSavePreferences();

  async function keep(change: Preferences, undo: () => unknown) {
    try {
      await save(change);
    } catch (error) {
      if (user && canWait(change, error)) {
        queueChanges(user, change);
        return showToast({ title: t('queued.told') });
      }
      undo();
      showToast({ tone: 'danger', title: t('preferenceNotSaved') });
    }
  }

  return {
    theme,
    locale,
    chooseTheme(chosen: Theme) {
      setTheme(chosen);
      void keep({ theme: chosen }, () => setTheme(theme));
    },
    chooseLocale(chosen: Locale) {
      void setLocale(chosen);
      void keep({ locale: chosen }, () => setLocale(locale));
    },
  };
}
