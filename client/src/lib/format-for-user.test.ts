import { expect, test } from 'vitest';
import { formatPreferencesOf } from '#client/lib/format-for-user.ts';
import type { User } from '#shared/identity/users.ts';

const profile = { timeZone: 'UTC', numberFormat: 'auto', version: 1 } as User;

test('a profile nobody has changed yet is told times in the zone of the browser', () => {
  expect(formatPreferencesOf(profile)).toEqual({ numberFormat: 'auto' });
});

test('a profile says its zone once it was changed', () => {
  expect(formatPreferencesOf({ ...profile, version: 2 })?.timeZone).toBe('UTC');
});
