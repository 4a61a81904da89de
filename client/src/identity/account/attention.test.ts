import { expect, test } from 'vitest';
import { alarmOf, needsAttention, quietSessions, type Seen } from '#client/identity/account/attention.ts';
import type { AuditEvent } from '#shared/identity/audit.ts';
import type { ActivityItem } from '#shared/identity/account.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

const elsewhere = { device: 'Firefox 152, Linux', ip: '198.51.100.7' };

const here: SessionListItem = {
  id: '00000000-0000-7000-8000-000000000009',
  current: true,
  ...elsewhere,
  createdAt: '2026-11-01T12:00:00.000Z',
  lastSeenAt: '2026-11-21T11:00:00.000Z',
  expiresAt: '2026-12-01T12:00:00.000Z',
  rememberMe: true,
};

/** Newest first, an hour apart, as the server lists them. */
function seen(...events: AuditEvent[]): Seen {
  const activity: ActivityItem[] = events.map((event, index) => ({
    id: `00000000-0000-7000-8000-00000000000${index}`,
    event,
    at: new Date(now - (index + 1) * 3_600_000).toISOString(),
    ...elsewhere,
    isThisSession: false,
  }));
  return { activity, sessions: [] };
}

test('an owner of a quiet account is asked for nothing', () => {
  expect(alarmOf(seen('signed-in', 'registered'), now)).toEqual({ isCopied: false, refused: 0 });
});

test('an owner whose session was copied is asked for a new password until there is one', () => {
  expect(alarmOf(seen('signed-in', 'refresh-reused'), now).isCopied).toBe(true);
  expect(alarmOf(seen('password-changed', 'refresh-reused'), now).isCopied).toBe(false);
  expect(alarmOf(seen('password-reset', 'refresh-reused'), now).isCopied).toBe(false);
});

test('an owner hears of refused attempts of the last day, counted since the password changed', () => {
  const day = seen('sign-in-refused', 'password-refused', 'password-changed', 'sign-in-refused');

  expect(alarmOf(day, now).refused).toBe(2);
  expect(alarmOf(day, now + 2 * 24 * 3_600_000).refused).toBe(0);
});

test('an owner who mistyped a password where the session lives now is not alarmed', () => {
  const { activity } = seen('signed-in', 'sign-in-refused');
  expect(alarmOf({ activity, sessions: [here] }, now).refused).toBe(0);
  expect(alarmOf({ activity, sessions: [{ ...here, ip: '203.0.113.9' }] }, now).refused).toBe(1);
});

test('an owner’s own comings and goings are no alarm', () => {
  expect(['signed-in', 'signed-out', 'refresh-recovered', 'password-changed'].some(isAlarm)).toBe(false);
});

test('an owner is shown what an administrator did to the account', () => {
  const acts = ['password-reset', 'account-disabled', 'account-enabled', 'role-changed'];
  expect(acts.every(isAlarm)).toBe(true);
});

function isAlarm(event: string): boolean {
  return needsAttention(event as AuditEvent);
}

test('a session used within the week, and this one, are nobody’s leftovers', () => {
  const recent = { ...here, current: false, lastSeenAt: '2026-11-15T12:00:00.000Z' };
  const current = { ...here, lastSeenAt: '2026-11-01T12:00:00.000Z' };

  expect(quietSessions([recent, current], now)).toBe(0);
});

test('a session nobody has used for a week is counted', () => {
  const quiet = { ...here, current: false, lastSeenAt: '2026-11-14T11:59:59.000Z' };

  expect(quietSessions([quiet], now)).toBe(1);
});
