import { expect, test } from 'vitest';
import { weakSpotsOf, type Guard } from '#client/identity/account/weak-spots.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const passkey = {
  id: '0198f3b2-7a30-7c5e-9d68-4f2b1d7a9e10',
  name: 'Laptop',
  createdAt: '2026-11-01T00:00:00Z',
  lastUsedAt: null,
  isSynced: false,
};
const strong: Guard = {
  factors: { totp: { enabledAt: '2026-11-11T12:00:00Z' }, passkeys: [] },
  protection: { passwordSetAt: '2026-11-11T12:00:00Z' },
  isAddressConfirmed: true,
};
const without = (missing: Partial<Guard>) => weakSpotsOf({ ...strong, ...missing }, now);

test('an account with a factor, a fresh password and a confirmed address has no weak spot', () => {
  expect(without({})).toEqual([]);
});

test('an app or a passkey is a factor, and without either the account is told so', () => {
  expect(without({ factors: { totp: null, passkeys: [passkey] } })).toEqual([]);
  expect(without({ factors: { totp: null, passkeys: [] } })).toEqual(['factor']);
});

test('a password is old after a year, and when nobody knows any more when it was set', () => {
  expect(without({ protection: { passwordSetAt: '2025-11-21T12:00:00Z' } })).toEqual([]);
  expect(without({ protection: { passwordSetAt: '2025-11-20T12:00:00Z' } })).toEqual(['password']);
  expect(without({ protection: { passwordSetAt: null } })).toEqual(['password']);
});

test('an unconfirmed address is told first, and nowhere where no mail can confirm one', () => {
  const factors = { totp: null, passkeys: [] };
  expect(without({ factors, isAddressConfirmed: false })).toEqual(['address', 'factor']);
  expect(without({ isAddressConfirmed: null })).toEqual([]);
});
