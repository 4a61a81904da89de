import { useEffect, useEffectEvent } from 'react';
import { refusalOf } from '#client/lib/failure.ts';
import { forgetQueue, useQueuedChanges } from '#client/identity/users/queued-changes.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { untouchedVersion } from '#client/lib/format-for-user.ts';
import { setLocale, useLocale } from '#client/lib/locale.ts';
import { setTheme, useTheme } from '#client/lib/theme.ts';
import { trpc } from '#client/lib/trpc.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { createSessionLock } from '#client/session/tabs.ts';
import { useSession } from '#client/session/session.tsx';
import type { UpdateProfileInput } from '#shared/identity/users.ts';
import type { Locale } from '#shared/locales.ts';

const oneTabAtATime = createSessionLock(
  unlessDenied(() => navigator.locks),
  { name: 'qp-new-profile' },
);

type Choice = Pick<UpdateProfileInput, 'theme' | 'timeZone' | 'baseCurrency'>;

/** What most who read the language count in; a guess that the profile page changes. */
const currencyOf: Readonly<Record<Locale, string>> = { en: 'USD', ru: 'RUB' };

/**
 * The profile decides over theme and language wherever its owner signs in. A new profile takes them, the time zone
 * and a likely currency from the browser it was made in.
 */
export function PreferencesOfProfile() {
  const { user, status } = useSession();
  const { theme } = useTheme();
  const { locale } = useLocale();
  const queued = useQueuedChanges();
  const fill = useFillNewProfile();
  const isNew = user?.version === untouchedVersion;

  const fillNewProfile = useEffectEvent(() => {
    // Silent on failure: the next page that is opened tries again.
    const timeZone = browserTimeZone() ?? undefined;
    fill({ theme, timeZone, baseCurrency: currencyOf[locale] }).catch(() => undefined);
  });
  useEffect(() => {
    if (!isNew) return undefined;
    // In a task of its own: a slow phone takes 0.2 s to name its time zone.
    const timer = setTimeout(fillNewProfile);
    return () => clearTimeout(timer);
  }, [isNew]);

  const isOwn = user !== null && user.id === queued?.userId;
  const isForeign = status === 'signed-out' || (user !== null && !isOwn);
  useEffect(() => {
    if (isForeign) forgetQueue(queued);
  }, [isForeign, queued]);

  // What waits to be saved is newer than what the profile says.
  const chosen = { ...user, ...(isOwn && queued?.changes) };
  useEffect(() => {
    if (chosen.theme && !isNew) setTheme(chosen.theme);
  }, [chosen.theme, isNew]);
  useEffect(() => {
    // Whoever chose it was told. Elsewhere the page keeps its language until it is loaded anew.
    if (chosen.locale) setLocale(chosen.locale).catch(() => undefined);
  }, [chosen.locale]);

  return null;
}

/** Fills a profile while nobody has changed it, one tab at a time. A second one would only meet a conflict. */
function useFillNewProfile() {
  const { client } = trpc.useUtils();
  const update = trpc.users.updateProfile.useMutation();

  async function fillIfUntouched(choice: Choice): Promise<void> {
    const { version } = await client.users.me.query();
    if (version !== untouchedVersion) return;
    const { timeZone: _unknown, ...rest } = choice;
    // A browser may know zones that the server does not: the rest is filled all the same.
    await update.mutateAsync({ ...choice, version }).catch((error: unknown) => {
      if (refusalOf(error)?.code !== 'VALIDATION_FAILED') throw error;
      return update.mutateAsync({ ...rest, version });
    });
  }

  return (choice: Choice): Promise<void> => oneTabAtATime(() => fillIfUntouched(choice));
}
