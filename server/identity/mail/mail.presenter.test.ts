import { expect, test } from 'vitest';
import { writeMail } from '#server/identity/mail/mail.presenter.ts';
import { mailPages, secondsUntilNextTry } from '#server/identity/mail/mail.rules.ts';
import type { MailRow } from '#server/identity/mail/mails.repository.ts';
import { locales, type Locale } from '#shared/locales.ts';
import { mailKinds, type MailKind } from '#shared/identity/mail.ts';

const token = 'T'.repeat(43);
const origin = 'https://money.example';

function rowOf(kind: MailKind, locale: Locale, details: Record<string, string | number> = {}): MailRow {
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
  return {
    id: '0199f7a0-0000-7000-8000-000000000001',
    kind,
    recipient: 'anna@example.org',
    ip_address: '203.0.113.9',
    device_info: safari,
    details: {
      email: 'anna@example.org',
      until: '2026-11-30T12:00:00.000Z',
      factor: 'passkey',
      left: 9,
      ...details,
    },
    sealed_token: null,
    created_at: new Date('2026-11-29T12:00:00.000Z'),
    locale,
    time_zone: 'Europe/Moscow',
  };
}

const all = locales.flatMap((locale) => mailKinds.map((kind) => ({ kind, locale })));

test.each(all)(
  'the $locale mail $kind says everything in text as in HTML, and leaves no place unfilled',
  (named) => {
    const { subject, text, html } = writeMail(rowOf(named.kind, named.locale), origin, token);
    expect(`${subject}${text}${html.replaceAll(/<style>[^]*?<\/style>/g, '')}`).not.toMatch(
      /[{}]|undefined|null/,
    );
    expect(subject).not.toMatch(/[\r\n]/);
    const page = mailPages[named.kind];
    const link = page === null ? '' : `${origin}${page}#token=${token}`;
    expect(text).toContain(link);
    expect(html).toContain(link);
    for (const paragraph of text.split('\n\n').slice(0, 2))
      expect(html).toContain(paragraph.split('\n')[0]?.replaceAll("'", '&#39;').split(': ')[0]);
    expect(html).toContain(`<html lang="${named.locale}">`);
  },
);

test("a mail tells when, from where and on which device something was done, in its user's time zone", () => {
  const { text } = writeMail(rowOf('new-device', 'ru'), origin, token);
  expect(text).toContain('Когда: 29 ноября 2026 г. в 15:00 GMT+3');
  expect(text).toContain('Откуда: 203.0.113.9');
  expect(text).toContain('Устройство: Safari 18, iPhone');
  expect(text).toContain('Она действует до 30 ноября 2026 г. в 15:00 GMT+3.');
});

test('markup in an address stays text', () => {
  const email = `"<img src=x onerror=alert(1)>"@example.org`;
  const { html, text } = writeMail(rowOf('email-changed', 'en', { email }), origin, token);
  expect(html).not.toContain('<img');
  expect(text).toContain(email);
});

test('a mail is tried eight times within a day, later each time, and never at once for all', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => secondsUntilNextTry(tries, 1) ?? Number.NaN);
  expect(waits).toEqual(waits.toSorted((one, other) => one - other));
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(24 * 3600);
  expect(secondsUntilNextTry(8)).toBeNull();
  expect(secondsUntilNextTry(3, 0)).toBeLessThan(secondsUntilNextTry(3, 1) ?? 0);
});
