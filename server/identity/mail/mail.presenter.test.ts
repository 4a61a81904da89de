import { expect, test } from 'vitest';
import { writeMail } from '#server/identity/mail/mail.presenter.ts';
import { mailPages, secondsUntilNextTry } from '#server/identity/mail/mail.rules.ts';
import { sampleMail } from '#server/testing/sample-mails.ts';
import { locales } from '#shared/locales.ts';
import { mailKinds } from '#shared/identity/mail.ts';

const token = 'T'.repeat(43);
const origin = 'https://money.example';

const all = locales.flatMap((locale) => mailKinds.map((kind) => ({ kind, locale })));

test.each(all)(
  'the $locale mail $kind says everything in text as in HTML, and leaves no place unfilled',
  (named) => {
    const { subject, text, html } = writeMail(sampleMail(named.kind, named.locale), origin, token);
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
  const { text } = writeMail(sampleMail('new-device', 'ru'), origin, token);
  expect(text).toContain('Когда: 29 ноября 2026 г. в 15:00 GMT+3');
  expect(text).toContain('Откуда: 203.0.113.9');
  expect(text).toContain('Устройство: Safari 18, iPhone');
  expect(text).toContain('Она действует до 30 ноября 2026 г. в 15:00 GMT+3.');
});

test('markup in an address stays text', () => {
  const email = `"<img src=x onerror=alert(1)>"@example.org`;
  const { html, text } = writeMail(sampleMail('email-changed', 'en', { email }), origin, token);
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
