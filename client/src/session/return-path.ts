import { unlessDenied } from '#client/lib/unless-denied.ts';

const home = '/';
/** Characters that URL parsers drop or read as slashes, plain and percent-encoded: `/\evil`, `/%0a/evil`. */
const deceptive = /[\\\p{Cc}\p{Cf}\s]|%(?:0[0-9a-f]|1[0-9a-f]|7f|5c)/iu;
const doors = new Set(['/login', '/register']);

/**
 * Where to go after signing in: a path of this origin with its query and fragment, else the dashboard.
 * Judged once as written and once as the browser's own parser reads it (`/.//evil` becomes `//evil`).
 */
export function safeReturnPath(next: string | null): string {
  if (!next?.startsWith('/') || deceptive.test(next)) return home;
  const base = 'https://origin.invalid';
  const url = unlessDenied(() => new URL(next, base));
  if (url?.origin !== base || url.pathname.startsWith('//') || doors.has(url.pathname)) return home;
  return url.pathname + url.search + url.hash;
}

/** The address of the sign-in page that leads back to `path`. */
export function loginPath(path: string): string {
  const next = safeReturnPath(path);
  return next === home ? '/login' : `/login?${new URLSearchParams({ next }).toString()}`;
}
