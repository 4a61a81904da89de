import { useEffect, useEffectEvent } from 'react';
import { untouchedVersion, useFillNewProfile } from '#client/app/new-profile.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { setLocale } from '#client/lib/locale.ts';
import { useSession } from '#client/session/session.tsx';
import { setTheme, useTheme } from '#client/lib/theme.ts';

/**
 * The profile decides over theme and language wherever its owner signs in. A new profile takes them, and
 * the time zone, from the browser it was made in.
 */
export function PreferencesOfProfile() {
  const { user } = useSession();
  const { theme } = useTheme();
  const fill = useFillNewProfile();
  const isNew = user?.version === untouchedVersion;

  const fillNewProfile = useEffectEvent(() => {
    // A profile that could not be filled now will be next time: nothing is lost, so nothing is said.
    fill({ theme, timeZone: browserTimeZone() ?? undefined }).catch(() => undefined);
  });
  useEffect(() => {
    if (isNew) fillNewProfile();
  }, [isNew]);

  useEffect(() => {
    if (user?.theme && !isNew) setTheme(user.theme);
  }, [user?.theme, isNew]);
  useEffect(() => {
    if (user?.locale) void setLocale(user.locale);
  }, [user?.locale]);

  return null;
}
