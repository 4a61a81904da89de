import { expect, test } from 'vitest';
import { isRemembered } from '#client/session/remembered.ts';
import { person } from '#client/session/testing/fake-api.ts';

const at = (day: number, time = '12:00') => `2026-11-${String(day).padStart(2, '0')}T${time}:00.000Z`;

test.each([
  ['of a day', at(1), at(2), false],
  ['of a day, opened a moment after the sign-in', at(1), at(2, '12:01'), false],
  ['of thirty days', at(1), at(30), true],
  ['of thirty days, after a sign-in elsewhere', at(20), at(30), true],
  ['of a day, after a sign-in elsewhere', at(1, '20:00'), at(2), false],
])('a session %s is told as what it is', (_, lastLoginAt, sessionExpiresAt, expected) => {
  expect(isRemembered({ user: person('anna', { lastLoginAt }), sessionExpiresAt })).toBe(expected);
});

test('nobody is remembered where nobody is signed in', () => {
  expect(isRemembered({ user: null, sessionExpiresAt: null })).toBe(false);
});
