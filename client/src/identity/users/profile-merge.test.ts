import { expect, test } from 'vitest';
import { conflictsOf } from '#client/identity/users/profile-merge.ts';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';

const before: ProfileValues = {
  fullName: 'Anna',
  username: 'anna',
  timeZone: 'UTC',
  baseCurrency: 'USD',
  numberFormat: 'auto',
};

test('a field that only one side changed is no conflict', () => {
  const theirs = { ...before, timeZone: 'Asia/Tokyo' };
  expect(conflictsOf({ before, mine: { fullName: 'Anna Lind' }, theirs })).toEqual([]);
});

test('a field that both sides changed to the same is no conflict', () => {
  const theirs = { ...before, fullName: 'Anna Lind' };
  expect(conflictsOf({ before, mine: { fullName: 'Anna Lind' }, theirs })).toEqual([]);
});

test('a field that both sides changed differently is a conflict, and the other fields are none', () => {
  const theirs: ProfileValues = {
    ...before,
    fullName: 'Anna There',
    baseCurrency: 'EUR',
    timeZone: 'Asia/Tokyo',
  };
  expect(
    conflictsOf({ before, mine: { fullName: '', baseCurrency: 'RUB', username: 'ann' }, theirs }),
  ).toEqual([
    { field: 'fullName', theirs: 'Anna There' },
    { field: 'baseCurrency', theirs: 'EUR' },
  ]);
});
