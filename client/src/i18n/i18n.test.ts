import { beforeAll, expect, test } from 'vitest';
import { i18n, loadMemberTexts, setLanguage } from '#client/i18n/i18n.ts';

beforeAll(() => setLanguage('ru'));

test.each([
  [1, '1 секунду'],
  [2, '2 секунды'],
  [5, '5 секунд'],
  [11, '11 секунд'],
  [21, '21 секунду'],
  [112, '112 секунд'],
])('a Russian reader waits %d seconds in the right form', (count, expected) => {
  expect(i18n.t('errors:RATE_LIMITED', { count })).toContain(`через ${expected}`);
});

test('a reader who switches to English gets English at once', async () => {
  await setLanguage('en');

  expect(i18n.t('errors:RATE_LIMITED', { count: 1 })).toContain('1 second.');
});

test('a stranger is not sent the texts of members', async () => {
  await setLanguage('ru');

  expect(i18n.exists('auth:login.title')).toBe(true);
  expect(i18n.exists('account:security.title')).toBe(false);
});

test('a signed-in person who switches the language finds the pages whole in it', async () => {
  await loadMemberTexts('ru');
  await setLanguage('en');

  expect(i18n.t('account:security.title')).toBe('Security');
  await setLanguage('ru');
  expect(i18n.t('account:security.title')).toBe('Безопасность');
});
