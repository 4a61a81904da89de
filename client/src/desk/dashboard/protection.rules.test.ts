import { expect, test } from 'vitest';
import { partsOf, type Known } from '#client/desk/dashboard/protection.rules.ts';
import type { ActivityItem, Protection } from '#shared/identity/account.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const event: ActivityItem = {
  id: '0198f3b2-7a30-7c5e-9d68-4f2b1d7a9e10',
  event: 'sign-in-refused',
  at: '2026-11-21T11:00:00Z',
  device: null,
  ip: '192.0.2.7',
  isByAdministrator: false,
  isThisSession: false,
  isNewDevice: false,
  ended: null,
  endedSessions: null,
};
const days = Array.from({ length: 30 }, (_, index) => ({
  day: `2026-11-${String(index + 1).padStart(2, '0')}`,
  signIns: 0,
  refused: index === 22 ? 40 : index === 23 ? 2 : 0,
}));
const protection: Protection = {
  passwordSetAt: '2026-11-11T12:00:00Z',
  previousSignIn: null,
  days,
  alarms: [],
};
const well: Known = {
  concerns: { copied: [], newDevices: [], refused: [], slips: [], operator: [] },
  protection,
  factors: { totp: { enabledAt: '2026-11-11T12:00:00Z' }, passkeys: [] },
  quiet: 0,
  isAddressConfirmed: true,
};
const missing = (known: Known) =>
  partsOf(known, now)
    .filter(({ isDone }) => !isDone)
    .map(({ id }) => id);
const withPassword = (passwordSetAt: string | null): Known => ({
  ...well,
  protection: { ...protection, passwordSetAt },
});

test('an account about which nothing is to be asked has every part', () => {
  expect(missing(well)).toEqual([]);
});

test('a new device, an unanswered refusal and a forgotten session each take their part away', () => {
  const { concerns } = well;
  expect(missing({ ...well, concerns: { ...concerns, newDevices: [event] } })).toEqual(['devices']);
  expect(missing({ ...well, concerns: { ...concerns, refused: [event] } })).toEqual(['refusals']);
  expect(missing({ ...well, concerns: { ...concerns, slips: [event] } })).toEqual(['refusals']);
  expect(missing({ ...well, quiet: 2 })).toEqual(['sessions']);
  expect(missing({ ...well, isAddressConfirmed: false })).toEqual(['address']);
  expect(missing({ ...well, factors: { totp: null, passkeys: [] } })).toEqual(['factor']);
});

test('a copied session asks for a new password, however young the old one is', () => {
  expect(missing({ ...well, concerns: { ...well.concerns, copied: [event] } })).toEqual(['password']);
});

test('a password counts as fresh for a year, and not once nobody knows its age', () => {
  expect(missing(withPassword('2025-11-21T12:00:00Z'))).toEqual([]);
  expect(missing(withPassword('2025-11-20T12:00:00Z'))).toEqual(['password']);
  expect(missing(withPassword(null))).toEqual(['password']);
});

test('a password set by a clock ahead of this one is new, not of tomorrow', () => {
  const part = partsOf(withPassword('2026-11-21T12:05:00Z'), now).find(({ id }) => id === 'password');
  expect(part?.count).toBe(0);
});

test('answered refusals are counted over seven days, unanswered ones as they are asked about', () => {
  const count = (known: Known) => partsOf(known, now).find(({ id }) => id === 'refusals')?.count;
  expect(count(well)).toBe(2);
  expect(count({ ...well, concerns: { ...well.concerns, slips: [event, event, event] } })).toBe(3);
});

test('no part asks for a confirmed address where no mail can confirm one', () => {
  expect(partsOf({ ...well, isAddressConfirmed: null }, now).map(({ id }) => id)).not.toContain('address');
});
