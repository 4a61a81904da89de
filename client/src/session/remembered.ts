import type { SessionState } from '#client/session/state.ts';

/** A session that nobody asked to keep ends a day after its sign-in. That may be noted a moment earlier. */
const briefMilliseconds = 25 * 60 * 60 * 1000;

/**
 * Whether the session of this page was opened with "Remember me". The last sign-in is this one's or a later one.
 * So a session that ends later than a brief one could was kept on purpose.
 */
export function isRemembered({
  user,
  sessionExpiresAt,
}: Pick<SessionState, 'user' | 'sessionExpiresAt'>): boolean {
  if (!user || sessionExpiresAt === null) return false;
  const signedInAt = Date.parse(user.lastLoginAt ?? user.createdAt);
  return Date.parse(sessionExpiresAt) - signedInAt > briefMilliseconds;
}
