import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { canWait, queueChanges } from '#client/identity/users/queued-changes.ts';
import { savePreferences, type Preferences } from '#client/identity/users/save-preferences.ts';
import { browserSession, useSession } from '#client/session/session.tsx';
import { setTheme, useTheme } from '#client/lib/theme.ts';
import { setLocale, useLocale } from '#client/lib/locale.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Locale } from '#shared/locales.ts';
import type { Theme } from '#shared/themes.ts';

/** Saves preferences to the profile of whoever chooses them. */
function useSavePreferences() {
  const { user: chooser } = useSession();
  const { client } = trpc.useUtils();
  const { mutateAsync } = trpc.users.updateProfile.useMutation();
  return (change: Preferences) =>
    savePreferences(chooser?.id, change, {
      userNow: () => browserSession.store.getState().user,
      read: () => client.users.me.query(),
      save: mutateAsync,
    });
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
      setLocale(chosen).catch(() => showToast({ tone: 'danger', title: t('languageNotLoaded') }));
      void keep({ locale: chosen }, () => setLocale(locale));
    },
  };
}
