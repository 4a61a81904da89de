import { expect, test } from 'vitest';
import {
  concerningIds,
  concernsOf,
  quietSessions,
  runsOf,
  type Concerns,
  type Seen,
} from '#client/identity/account/attention.ts';
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

const hour = 3_600_000;

function item(event: AuditEvent, hoursAgo: number, more: Partial<ActivityItem> = {}): ActivityItem {
  return {
    id: `00000000-0000-7000-8000-${String(hoursAgo * 1000).padStart(12, '0')}`,
    event,
    at: new Date(now - hoursAgo * hour).toISOString(),
    ...elsewhere,
    isThisSession: false,
    isNewDevice: false,
    ended: null,
    endedSessions: null,
    ...more,
  };
}

/** Newest first, an hour apart, as the server lists them. */
function seen(...events: AuditEvent[]): Seen {
  return { activity: events.map((event, index) => item(event, index + 1)), sessions: [], settledAt: null };
}

/** How many events each concern has, those with none left out. */
function counted(concerns: Concerns): Record<string, number> {
  const counts = Object.entries(concerns).map(([name, items]) => [name, items.length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

test('an owner of a quiet account is asked for nothing', () => {
  const quiet = seen('signed-in', 'signed-out', 'refresh-recovered', 'password-changed', 'registered');
  expect(counted(concernsOf(quiet, now))).toEqual({});
});

test('an owner whose session was copied is asked for a new password until there is one', () => {
  const copied = { ...seen('signed-in', 'refresh-reused'), settledAt: new Date(now).toISOString() };
  expect(counted(concernsOf(copied, now + 40 * 24 * hour))).toEqual({ copied: 1 });
  expect(counted(concernsOf(seen('password-changed', 'refresh-reused'), now))).toEqual({});
  expect(counted(concernsOf(seen('password-reset', 'refresh-reused'), now))).toEqual({ operator: 1 });
});

test('an owner is told of refused attempts and lock-outs of the last day, since the password changed', () => {
  const day = seen('limit-hit', 'sign-in-refused', 'password-refused', 'password-changed', 'sign-in-refused');
  expect(counted(concernsOf(day, now))).toEqual({ refused: 3 });
  expect(counted(concernsOf(day, now + 24 * hour))).toEqual({});
});

test('refusals from the address and device of an open session are asked about as slips', () => {
  const { activity } = seen('signed-in', 'limit-hit', 'sign-in-refused');
  const asked = (session: SessionListItem) =>
    counted(concernsOf({ activity, sessions: [session], settledAt: null }, now));
  expect(asked(here)).toEqual({ slips: 2 });
  expect(asked({ ...here, ip: '203.0.113.9' })).toEqual({ refused: 2 });
});

test('a sign-in by a new device is asked about everywhere but on that device', () => {
  const from = (isThisSession: boolean) =>
    concernsOf({ ...seen(), activity: [item('signed-in', 1, { isNewDevice: true, isThisSession })] }, now);
  expect(counted(from(false))).toEqual({ newDevices: 1 });
  expect(counted(from(true))).toEqual({});
});

test('an owner is asked whether they knew what an administrator did to the account', () => {
  const acts = seen('role-changed', 'account-enabled', 'account-disabled', 'password-reset');
  expect(counted(concernsOf(acts, now))).toEqual({ operator: 4 });
});

test('what the owner has answered for is asked no more, and what comes later is', () => {
  const settledAt = new Date(now - 2 * hour).toISOString();
  const answered = { ...seen('sign-in-refused', 'sign-in-refused', 'role-changed'), settledAt };
  expect(counted(concernsOf(answered, now))).toEqual({ refused: 1 });
});

test('the rows that are marked are those of open concerns', () => {
  const { activity, ...rest } = seen('signed-in', 'sign-in-refused', 'role-changed');
  const marked = concerningIds(concernsOf({ activity, ...rest }, now));
  expect(activity.filter(({ id }) => marked.has(id)).map(({ event }) => event)).toEqual([
    'sign-in-refused',
    'role-changed',
  ]);
});

test('equal events on end are one run, and another device or event begins a new one', () => {
  const activity = [
    item('sign-in-refused', 1),
    item('sign-in-refused', 2),
    item('sign-in-refused', 3, { ip: '203.0.113.9' }),
    item('signed-in', 4),
    item('sign-in-refused', 5),
  ];
  const [first, ...rest] = runsOf(activity);
  expect(first).toEqual({ newest: activity[0], oldest: activity[1], count: 2 });
  expect(rest.map(({ count }) => count)).toEqual([1, 1, 1]);
});

test('a session used within the week, and this one, are nobody’s leftovers', () => {
  const recent = { ...here, current: false, lastSeenAt: '2026-11-15T12:00:00.000Z' };
  const current = { ...here, lastSeenAt: '2026-11-01T12:00:00.000Z' };

  expect(quietSessions([recent, current], now)).toBe(0);
});

test('a session nobody has used for a week is counted', () => {
  const quiet = { ...here, current: false, lastSeenAt: '2026-11-14T11:59:59.000Z' };

  expect(quietSessions([quiet], now)).toBe(1);
});
