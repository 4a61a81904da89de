import type { SessionListItem } from '#shared/identity/sessions.ts';

const weekMilliseconds = 7 * 24 * 60 * 60 * 1000;

/** How many other sessions nobody has used for a week: forgotten ones are better ended. */
export function quietSessions(sessions: readonly SessionListItem[], now: number): number {
  return sessions.filter(
    ({ current, lastSeenAt }) => !current && now - Date.parse(lastSeenAt) > weekMilliseconds,
  ).length;
}
