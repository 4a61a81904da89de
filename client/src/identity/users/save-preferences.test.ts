import { expect, test } from 'vitest';
import { savePreferences } from '#client/identity/users/save-preferences.ts';
import { person, refused } from '#client/session/testing/fake-api.ts';
import type { UpdateProfileInput, User } from '#shared/identity/users.ts';

/** A page in which Anna is signed in. Each save raises the version of whoever is. */
function openPage() {
  const page = {
    user: person('anna', { version: 1 }) as User | null,
    saved: [] as UpdateProfileInput[],
    refusals: [] as Error[],
    userNow: () => page.user,
    read: () => Promise.resolve(person('anna', { version: 9 })),
    async save(input: UpdateProfileInput) {
      page.saved.push(input);
      const refusal = page.refusals.pop();
      if (refusal) throw refusal;
      page.user &&= { ...page.user, version: page.user.version + 1 };
    },
  };
  return page;
}

test('two preferences chosen in a row are saved one after the other, each on the version before', async () => {
  const page = openPage();

  await Promise.all([
    savePreferences('anna', { theme: 'light' }, page),
    savePreferences('anna', { locale: 'ru' }, page),
  ]);

  expect(page.saved).toEqual([
    { theme: 'light', version: 1 },
    { locale: 'ru', version: 2 },
  ]);
});

test.each([
  ['somebody else signed in', person('boris')],
  ['its owner signed out', null],
])('a preference that waited while %s is saved for nobody', async (_what, user) => {
  const page = openPage();
  const first = savePreferences('anna', { theme: 'light' }, page).then(() => (page.user = user));

  await Promise.all([first, savePreferences('anna', { locale: 'ru' }, page)]);

  expect(page.saved).toEqual([{ theme: 'light', version: 1 }]);
});

test('a preference overrides what another tab has saved meanwhile', async () => {
  const page = openPage();
  page.refusals.push(refused('CONFLICT_VERSION'));

  await savePreferences('anna', { theme: 'light' }, page);

  expect(page.saved.map(({ version }) => version)).toEqual([1, 9]);
});

test('a save that fails is told to who chose, and the next one is sent all the same', async () => {
  const page = openPage();
  page.refusals.push(refused('UNEXPECTED'));

  const first = savePreferences('anna', { theme: 'light' }, page);
  const second = savePreferences('anna', { locale: 'ru' }, page);

  await expect(first).rejects.toThrow('UNEXPECTED');
  await second;
  expect(page.saved).toHaveLength(2);
});
