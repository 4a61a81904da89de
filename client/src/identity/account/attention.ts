import type { AuditEvent } from '#shared/identity/audit.ts';
import type { ActivityItem } from '#shared/identity/account.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

const alarming: ReadonlySet<AuditEvent> = new Set([
  'sign-in-refused',
  'password-refused',
  'refresh-reused',
  'password-reset',
  'account-disabled',
  'account-enabled',
  'role-changed',
  'limit-hit',
]);

/** Whether somebody else did it, or may have tried it. */
export function needsAttention(event: AuditEvent): boolean {
  return alarming.has(event);
}

export interface Alarm {
  /** A copy of a session was used, and the password is still the one of then. */
  readonly isCopied: boolean;
  /** Refused passwords of the last day, since the password changed, from where nobody is signed in. */
  readonly refused: number;
}

export interface Seen {
  /** Newest first, as the server lists them. */
  readonly activity: readonly ActivityItem[];
  readonly sessions: readonly SessionListItem[];
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
const weekMilliseconds = 7 * dayMilliseconds;
const renewals: ReadonlySet<AuditEvent> = new Set(['password-changed', 'password-reset']);
const refusals: ReadonlySet<AuditEvent> = new Set(['sign-in-refused', 'password-refused']);

/** What of the newest events still asks for a new password. Events before its last change no longer do. */
export function alarmOf({ activity, sessions }: Seen, now: number): Alarm {
  const changedAt = activity.findIndex(({ event }) => renewals.has(event));
  const since = changedAt === -1 ? activity : activity.slice(0, changedAt);
  const isRecent = ({ at }: ActivityItem) => now - Date.parse(at) < dayMilliseconds;
  // A mistyped password on a device that is signed in is no alarm.
  const isOwn = (item: ActivityItem) =>
    sessions.some(({ device, ip }) => device === item.device && ip === item.ip);
  return {
    isCopied: since.some(({ event }) => event === 'refresh-reused'),
    refused: since.filter((item) => refusals.has(item.event) && isRecent(item) && !isOwn(item)).length,
  };
}

/** How many other sessions nobody has used for a week: forgotten ones are better ended. */
export function quietSessions(sessions: readonly SessionListItem[], now: number): number {
  return sessions.filter(
    ({ current, lastSeenAt }) => !current && now - Date.parse(lastSeenAt) > weekMilliseconds,
  ).length;
}
