import { expect, test, vi } from 'vitest';
import { i18n, loadFactorTexts, loadMoneyTexts, setLanguage } from '#client/i18n/i18n.ts';
import { checkConnection } from '#client/lib/connection.ts';
import { savePreference } from '#client/lib/cookies.ts';
import { chooseLocale, localeOfTag, setLocale, startLocale } from '#client/lib/locale.ts';

test('a visitor whose languages nobody here speaks reads English', () => {
  expect(chooseLocale(null, ['de-DE', 'fr'])).toBe('en');
});

test('a cookie with nonsense in it does not keep a Russian browser from Russian', () => {
  expect(chooseLocale('klingon', ['ru-RU', 'en-US'])).toBe('ru');
});

test('a visitor who chose a language keeps it in any browser', () => {
  expect(chooseLocale('en', ['ru-RU'])).toBe('en');
});

test.each([
  ['ru-RU', 'ru'],
  ['RU', 'ru'],
  ['en_US.UTF-8', 'en'],
  ['en-US@posix', 'en'],
  ['rum', null],
])('a browser that says %s means %s', (tag, locale) => {
  expect(localeOfTag(tag)).toBe(locale);
});

test('a page whose texts are only partly there keeps its language until a server can send the rest', async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' }, cookie: '' });
  vi.stubGlobal('location', { protocol: 'http:' });
  await setLanguage('ru');
  await setLanguage('en');
  await loadFactorTexts();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await checkConnection();
  const chosen = setLocale('ru');
  // Longer than the texts of second factors would take.
  await loadMoneyTexts();
  expect(i18n.language).toBe('en');
  vi.stubGlobal('fetch', () => Promise.resolve(new Response()));
  await checkConnection();
  await chosen;
  expect(i18n.language).toBe('ru');
});

test('what another tab chose is not told again, even where no cookie can be kept', async () => {
  const denied = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const page = Object.defineProperty({ documentElement: { lang: '' } }, 'cookie', {
    get: denied,
    set: denied,
  });
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { protocol: 'http:' });
  await startLocale();
  const other = i18n.language === 'ru' ? 'en' : 'ru';
  const elsewhere = new BroadcastChannel('qp-preferences');
  const heard: unknown[] = [];
  elsewhere.addEventListener('message', ({ data }: MessageEvent<{ name: string }>) => heard.push(data.name));
  elsewhere.postMessage({ name: 'qp_locale', value: other });
  await expect.poll(() => i18n.language).toBe(other);
  // Pages of other tests hear this too, and take no theme that they do not know.
  savePreference('qp_theme', 'the last');
  await expect.poll(() => heard).toContain('qp_theme');
  expect(heard).toEqual(['qp_theme']);
  elsewhere.close();
});
