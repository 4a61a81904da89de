import { expect, test } from 'vitest';
import { changesOf, previewOf } from '#client/identity/users/profile-values.ts';
import { timeZoneChoices } from '#client/identity/users/time-zones.ts';

const checked = {
  fullName: 'Anna',
  username: 'anna',
  locale: 'ru',
  theme: 'light',
  timeZone: 'Europe/Moscow',
} as const;

test('only what its owner changed is sent', () => {
  expect(changesOf(checked, (field) => field === 'theme' || field === 'fullName')).toEqual({
    fullName: 'Anna',
    theme: 'light',
  });
});

test('a username is not shown before the server has accepted it', () => {
  expect(previewOf(checked)).toEqual({ fullName: 'Anna', locale: 'ru', theme: 'light' });
});

test('a profile keeps a time zone this browser does not list, and UTC', () => {
  const zones = timeZoneChoices('ru', 'US/Pacific').map(({ zone }) => zone);

  expect(zones).toContain('UTC');
  expect(zones.filter((zone) => zone === 'US/Pacific')).toHaveLength(1);
});

test('a time zone says how far it is from Greenwich', () => {
  const moscow = timeZoneChoices('en', 'UTC').find(({ zone }) => zone === 'Europe/Moscow');

  expect(moscow?.label).toBe('Europe/Moscow (GMT+3)');
});
