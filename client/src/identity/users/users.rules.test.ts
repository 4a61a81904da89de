import { expect, test, vi } from 'vitest';
import { changesOf, previewOf, profileForm, valuesOf } from '#client/identity/users/users.rules.ts';
import { browserTimeZone, createFormat, intlTag } from '#client/lib/format.ts';
import { person } from '#client/session/testing/fake-api.ts';

const checked = {
  fullName: 'Anna',
  username: 'anna',
  timeZone: 'Europe/Moscow',
  baseCurrency: 'RUB',
  numberFormat: 'space-comma',
} as const;

test('only what its owner changed is sent', () => {
  expect(changesOf(checked, (field) => field === 'baseCurrency' || field === 'fullName')).toEqual({
    fullName: 'Anna',
    baseCurrency: 'RUB',
  });
});

test('a username is not shown before the server has accepted it', () => {
  expect(previewOf(checked)).toEqual({
    fullName: 'Anna',
    baseCurrency: 'RUB',
    numberFormat: 'space-comma',
  });
});

/** A browser whose zone is what it says, even one in which it cannot count. */
function setBrowserZone(timeZone: string | undefined) {
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    timeZone,
  } as Intl.ResolvedDateTimeFormatOptions);
}
const strange = ['Mars/Olympus_Mons', 'Etc/Unknown', ''];

test.each(strange)('a profile whose zone %j this browser does not know can be read and saved', (zone) => {
  const user = person('anna', { timeZone: zone });

  expect(createFormat('en', zone).date('2026-01-02T12:00:00Z')).toBe('Jan 2, 2026');
  expect(profileForm.safeParse({ ...valuesOf(user), fullName: 'Anna' }).success).toBe(true);
});

test.each([...strange, undefined])('a browser in the zone %j offers none and sends none', (zone) => {
  setBrowserZone(zone);

  expect(browserTimeZone()).toBeNull();
  expect(createFormat('en', zone).date('2026-01-02T12:00:00Z')).toBe('Jan 2, 2026');
});

test.each([['en-US@posix'], ['en_US.UTF-8'], ['en-'], ['en-x'], ['en-1'], ['en--US'], ['C'], ['']])(
  'a browser that calls its language %j gets its dates',
  (tag) => {
    const chosen = intlTag('en', [tag]);
    expect(createFormat(chosen).date('2026-01-02T12:00:00Z')).toMatch(/2026/);
  },
);
