import type { AuditEvent } from '#shared/audit-events.ts';
import type { ActivityItem } from '#shared/schemas/account.ts';

const alarming: ReadonlySet<AuditEvent> = new Set([
  'sign-in-refused',
  'password-refused',
  'refresh-reused',
  'limit-hit',
]);

/** Somebody may have tried what only the owner should. */
export function needsAttention(event: AuditEvent): boolean {
  return alarming.has(event);
}

export interface Alarm {
  /** A copy of a session was used, and the password is still the one of then. */
  readonly isCopied: boolean;
  /** Refused attempts since the last change of password, within a day. */
  readonly refused: number;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
const refusals: ReadonlySet<AuditEvent> = new Set(['sign-in-refused', 'password-refused']);

/** What of the newest events still asks for a new password: a change of it settles all that came before. */
export function alarmOf(activity: readonly ActivityItem[], now: number): Alarm {
  const changedAt = activity.findIndex(({ event }) => event === 'password-changed');
  const since = changedAt === -1 ? activity : activity.slice(0, changedAt);
  const isRecent = ({ at }: ActivityItem) => now - Date.parse(at) < dayMilliseconds;
  return {
    isCopied: since.some(({ event }) => event === 'refresh-reused'),
    refused: since.filter((item) => refusals.has(item.event) && isRecent(item)).length,
  };
}
