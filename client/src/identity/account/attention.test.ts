import { expect, test } from 'vitest';
import {
  attemptsOf,
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
    isByAdministrator: false,
    isThisSession: false,
    isNewDevice: false,
    ended: null,
    endedSessions: null,
    ...more,
  };
}

/** Newest first, an hour apart, as the server lists them; the password was set before all of them. */
function seen(...events: AuditEvent[]): Seen {
  const alarms = events.map((event, index) => item(event, index + 1));
  return { protection: { alarms, passwordSetAt: null }, sessions: [], settled: {} };
}

/** How many events each concern has, those with none left out. */
function counted(concerns: Concerns): Record<string, number> {
  const counts = Object.entries(concerns).map(([name, items]) => [name, items.length] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

const setAgo = (hours: number) => new Date(now - hours * hour).toISOString();

test('an owner of a quiet account is asked for nothing', () => {
  expect(counted(concernsOf(seen(), now))).toEqual({});
});

test('an owner whose session was copied is asked for a new password until there is one', () => {
  const { protection, ...rest } = seen('refresh-reused');
  const settled = { newDevices: setAgo(0), refused: setAgo(0), slips: setAgo(0), operator: setAgo(0) };
  expect(counted(concernsOf({ ...rest, protection, settled }, now + 40 * 24 * hour))).toEqual({ copied: 1 });
  const renewed = { ...protection, passwordSetAt: setAgo(0.5) };
  expect(counted(concernsOf({ ...rest, protection: renewed }, now))).toEqual({});
});

test('an owner is told of refused attempts and lock-outs of the last day, since the password changed', () => {
  const { protection, ...rest } = seen('limit-hit', 'sign-in-refused', 'password-refused');
  expect(counted(concernsOf({ protection, ...rest }, now))).toEqual({ refused: 3 });
  expect(counted(concernsOf({ protection, ...rest }, now + 24 * hour))).toEqual({});
  const renewed = { ...protection, passwordSetAt: setAgo(2.5) };
  expect(counted(concernsOf({ ...rest, protection: renewed }, now))).toEqual({ refused: 2 });
});

test('a lock-out is no attempt beside the attempts that led to it', () => {
  const { refused } = concernsOf(seen('limit-hit', 'sign-in-refused', 'sign-in-refused'), now);
  expect([attemptsOf(refused), attemptsOf(refused.slice(0, 1))]).toEqual([2, 1]);
});

test('refusals from the address and device of an open session are asked about as slips', () => {
  const asked = (session: SessionListItem) =>
    counted(concernsOf({ ...seen('limit-hit', 'sign-in-refused'), sessions: [session] }, now));
  expect(asked(here)).toEqual({ slips: 2 });
  expect(asked({ ...here, ip: '203.0.113.9' })).toEqual({ refused: 2 });
});

test('refusals before a sign-in that is itself asked about are nobody’s own slips', () => {
  const alarms = [item('signed-in', 1, { isNewDevice: true }), item('sign-in-refused', 2)];
  const unknown: Seen = { ...seen(), protection: { alarms, passwordSetAt: null }, sessions: [here] };
  expect(counted(concernsOf(unknown, now))).toEqual({ newDevices: 1, refused: 1 });
  const settled = { newDevices: setAgo(1) };
  expect(counted(concernsOf({ ...unknown, settled }, now))).toEqual({ slips: 1 });
});

test('a sign-in by a new device is asked about everywhere but on that device', () => {
  const from = (isThisSession: boolean) => {
    const alarms = [item('signed-in', 1, { isNewDevice: true, isThisSession })];
    return concernsOf({ ...seen(), protection: { alarms, passwordSetAt: null } }, now);
  };
  expect(counted(from(false))).toEqual({ newDevices: 1 });
  expect(counted(from(true))).toEqual({});
});

test('an owner is asked whether they knew what an administrator did to the account', () => {
  const acts = seen('role-changed', 'account-enabled', 'account-disabled', 'password-reset');
  expect(counted(concernsOf(acts, now))).toEqual({ operator: 4 });
});

test('an answer settles its own concern alone, and only what happened before it', () => {
  const settled = { refused: setAgo(2) };
  const answered = { ...seen('sign-in-refused', 'sign-in-refused', 'role-changed'), settled };
  expect(counted(concernsOf(answered, now))).toEqual({ refused: 1, operator: 1 });
});

test('the rows that are marked are those of open concerns', () => {
  const { protection, ...rest } = seen('sign-in-refused', 'role-changed');
  const settled = { refused: setAgo(0) };
  const marked = concerningIds(concernsOf({ ...rest, protection, settled }, now));
  expect(protection.alarms.filter(({ id }) => marked.has(id)).map(({ event }) => event)).toEqual([
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
