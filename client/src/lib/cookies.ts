import { openChannel, unlessDenied } from '#client/lib/unless-denied.ts';

/** The two preferences a page keeps in readable cookies: no secret, SameSite=Lax, for a year. */
export type PreferenceCookie = 'qp_theme' | 'qp_locale';

const yearSeconds = 365 * 24 * 60 * 60;

export function readPreference(name: PreferenceCookie): string | null {
  const jar = unlessDenied(() => document.cookie) ?? '';
  const pair = jar.split('; ').find((text) => text.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? null;
}

interface PreferenceMessage {
  readonly name: PreferenceCookie;
  readonly value: string;
}

const channel = openChannel('qp-preferences');

/** Writes the cookie and tells the other tabs. */
export function savePreference(name: PreferenceCookie, value: string): void {
  if (readPreference(name) === value) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const cookie = `${name}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
  unlessDenied(() => (document.cookie = cookie));
  unlessDenied(() => channel?.postMessage({ name, value } satisfies PreferenceMessage));
}

/** Hears what another tab saved, where it is one of `known`: that tab may run another version of these pages. */
export function onPreference<Value extends string>(
  name: PreferenceCookie,
  known: readonly Value[],
  listener: (value: Value) => void,
): void {
  channel?.addEventListener('message', ({ data }: MessageEvent<Partial<PreferenceMessage> | null>) => {
    const value = data?.name === name ? known.find((one) => one === data.value) : undefined;
    if (value !== undefined) listener(value);
  });
}
