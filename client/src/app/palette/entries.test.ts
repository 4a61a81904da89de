import i18next from 'i18next';
import { expect, test } from 'vitest';
import { endEntry, entries, paletteNamespaces, type Entry } from '#client/app/palette/entries.ts';
import { places } from '#client/app/palette/places.ts';
import { pagesFor } from '#client/app/shell/navigation.ts';
import { en } from '#client/i18n/en.ts';
import { ru } from '#client/i18n/ru.ts';
import { profileForm } from '#client/identity/users/users.rules.ts';
import { found } from '#client/lib/search.ts';
import { permissions } from '#shared/permissions.ts';
import { locales, type Locale } from '#shared/locales.ts';

function entriesIn(locale: Locale): Entry[] {
  const i18n = i18next.createInstance();
  void i18n.init({
    lng: locale,
    resources: { en, ru },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  const t = i18n.getFixedT(locale, paletteNamespaces);
  const device = t('palette.endSession', { device: 'Safari 18, iPhone' });
  return [...entries(t), endEntry('endOne', device), endEntry('endOthers', t('sessions:endOthers'))];
}
const shown = { en: entriesIn('en'), ru: entriesIn('ru') };
const firstOf = (locale: Locale, query: string) => found(query, shown[locale])[0]?.id;

test.each([
  // English, as it is typed.
  ['password', 'password'],
  ['change password', 'password'],
  ['sessions', 'sessions'],
  ['devices', 'sessions'],
  ['2fa', 'factors'],
  ['passkey', 'factors'],
  ['weak spots', 'weakSpots'],
  ['security', 'security'],
  ['logout', 'signOut'],
  ['sign out', 'signOut'],
  ['delete', 'deletion'],
  ['export', 'download'],
  ['time zone', 'timeZone'],
  ['timezone', 'timeZone'],
  ['surname', 'fullName'],
  ['nickname', 'username'],
  ['mail', 'email'],
  ['email', 'email'],
  ['dark', 'dark'],
  ['russian', 'ru'],
  ['hotkeys', 'shortcuts'],
  ['history', 'activity'],
  ['safari', 'endOne'],
  ['end iphone', 'endOne'],
  // Russian, with either е or ё.
  ['пароль', 'password'],
  ['сменить пароль', 'password'],
  ['сеансы', 'sessions'],
  ['сессии', 'sessions'],
  ['второй фактор', 'factors'],
  ['слабые места', 'weakSpots'],
  ['безопасность', 'security'],
  ['выход', 'signOut'],
  ['удалить', 'deletion'],
  ['скачать', 'download'],
  ['часовой пояс', 'timeZone'],
  ['фамилия', 'fullName'],
  ['почта', 'email'],
  ['темная', 'dark'],
  ['тёмная', 'dark'],
  ['светлая', 'light'],
  ['английский', 'en'],
  ['клавиши', 'shortcuts'],
  ['завершить сафари', undefined],
  ['завершить safari', 'endOne'],
  // Beginnings, and slips of the finger.
  ['passw', 'password'],
  ['безоп', 'security'],
  ['securty', 'security'],
  ['pasword', 'password'],
  ['porfile', 'profile'],
  ['бизопастность', 'security'],
  ['сиансы', 'sessions'],
  ['парль', 'password'],
  // The keys of the other layout.
  ['ыусгкшен', 'security'],
  ['зфыыцщкв', 'password'],
  ['gfhjkm', 'password'],
  [',tpjgfcyjcnm', 'security'],
  ['ntvyfz', 'dark'],
  ['ds[jl', 'signOut'],
  ['GFHJKM', 'password'],
  // Nothing of ours.
  ['portfolio', 'portfolios'],
  ['портфель', 'portfolios'],
  ['dividends', undefined],
  ['?!', undefined],
])('whoever types "%s" finds %s first, on the pages of both languages', (query, id) => {
  expect({ en: firstOf('en', query), ru: firstOf('ru', query) }).toEqual({ en: id, ru: id });
});

const titles = locales.flatMap((locale) => shown[locale].map(({ id, title, page }) => ({ id, title, page })));

test.each(titles)('$id is found by its title "$title" whatever the language of the page', ({ id, title }) => {
  for (const locale of locales) expect(found(title, shown[locale]).map((entry) => entry.id)).toContain(id);
});

test('an entry is first among those found by its title in the language of the page', () => {
  for (const locale of locales)
    for (const { title } of shown[locale]) expect(found(title, shown[locale])[0]?.title).toBe(title);
});

test('an empty query shows everything, in order', () => {
  expect(found(' ', shown.en)).toEqual(shown.en);
});

test('every page of the navigation and every field of the profile can be found', () => {
  const reached: readonly string[] = places.map(({ to }) => to);

  expect(reached).toEqual(expect.arrayContaining(pagesFor(permissions).map(({ to }) => to)));
  expect(reached).toEqual(
    expect.arrayContaining(Object.keys(profileForm.shape).map((field) => `/settings/profile#${field}`)),
  );
});
