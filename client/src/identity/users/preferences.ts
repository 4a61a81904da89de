import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { refusalOf } from '#client/lib/failure.ts';
import { useSession } from '#client/session/session.tsx';
import { setTheme, useTheme } from '#client/lib/theme.ts';
import { setLocale, useLocale } from '#client/lib/locale.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Locale } from '#shared/locales.ts';
import type { UpdateProfileInput } from '#shared/identity/users.ts';
import type { Theme } from '#shared/themes.ts';

type Preferences = Pick<UpdateProfileInput, 'theme' | 'locale' | 'timeZone'>;

/** Saves preferences to the profile of whoever is signed in; for a stranger the cookie is all there is. */
function useSavePreferences() {
  const { user } = useSession();
  const { client } = trpc.useUtils();
  const { mutateAsync } = trpc.users.updateProfile.useMutation();

  return async (change: Preferences): Promise<void> => {
    if (!user) return;
    const save = (version: number) => mutateAsync({ ...change, version });
    await save(user.version).catch(async (error: unknown) => {
      // Another tab saved something else: a preference overrides only itself, so it is sent again.
      if (refusalOf(error)?.code !== 'CONFLICT_VERSION') throw error;
      return save((await client.users.me.query()).version);
    });
  };
}

/** Theme and language: they change at once, and change back when the profile cannot keep them. */
export function usePreferences() {
  const { t } = useTranslation('app');
  const { theme } = useTheme();
  const { locale } = useLocale();
  const save = useSavePreferences();

  async function keep(change: Preferences, undo: () => unknown) {
    try {
      await save(change);
    } catch {
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
      void setLocale(chosen).then(() => keep({ locale: chosen }, () => setLocale(locale)));
    },
  };
}
