import { expect, test } from 'vitest';
import { quietSessions } from '#client/desk/dashboard/quiet-sessions.ts';

const now = Date.parse('2026-11-21T12:00:00.000Z');

function session(lastSeenAt: string, current = false) {
  return {
    id: '00000000-0000-7000-8000-000000000001',
    current,
    device: null,
    ip: null,
    createdAt: '2026-11-01T12:00:00.000Z',
    lastSeenAt,
    expiresAt: '2026-12-01T12:00:00.000Z',
    rememberMe: true,
  };
}

test('a session used within the week, and this one, are nobody’s leftovers', () => {
  expect(
    quietSessions([session('2026-11-15T12:00:00.000Z'), session('2026-11-01T12:00:00.000Z', true)], now),
  ).toBe(0);
});

test('a session nobody has used for a week is counted', () => {
  expect(quietSessions([session('2026-11-14T11:59:59.000Z')], now)).toBe(1);
});
