import { expect, test } from 'vitest';
import { alarmOf, needsAttention } from '#client/features/security/attention.ts';
import type { AuditEvent } from '#shared/audit-events.ts';
import type { ActivityItem } from '#shared/schemas/account.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

/** Newest first, an hour apart, as the server lists them. */
function happened(...events: AuditEvent[]): ActivityItem[] {
  return events.map((event, index) => ({
    id: `00000000-0000-7000-8000-00000000000${index}`,
    event,
    at: new Date(now - (index + 1) * 3_600_000).toISOString(),
    device: null,
    ip: null,
    isThisSession: false,
  }));
}

test('an owner of a quiet account is asked for nothing', () => {
  expect(alarmOf(happened('signed-in', 'registered'), now)).toEqual({ isCopied: false, refused: 0 });
});

test('an owner whose session was copied is asked for a new password until there is one', () => {
  expect(alarmOf(happened('signed-in', 'refresh-reused'), now).isCopied).toBe(true);
  expect(alarmOf(happened('password-changed', 'refresh-reused'), now).isCopied).toBe(false);
});

test('an owner hears of refused attempts of the last day, counted since the password changed', () => {
  const day = happened('sign-in-refused', 'password-refused', 'password-changed', 'sign-in-refused');

  expect(alarmOf(day, now).refused).toBe(2);
  expect(alarmOf(day, now + 2 * 24 * 3_600_000).refused).toBe(0);
});

test('an owner’s own comings and goings are no alarm', () => {
  expect(['signed-in', 'signed-out', 'refresh-recovered', 'password-changed'].some(isAlarm)).toBe(false);
});

function isAlarm(event: string): boolean {
  return needsAttention(event as AuditEvent);
}
