import { expect, test } from 'vitest';
import { parseConfig } from '#server/config.ts';

const secret = 'a-secret-of-smtp';
const withSmtp = (url: string) =>
  parseConfig(
    { NODE_ENV: 'test', AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh', SMTP_URL: url },
    '/nowhere',
  );

test.each([
  ['another protocol', `http://u:${secret}@mail.example`],
  ['no host', `smtp://u:${secret}@`],
  ['no slashes', `smtp:u:${secret}@mail.example`],
  ['a port that is none', `smtp://u:${secret}@mail.example:99999`],
  ['a password with a #, which ends an address', `smtp://u:25#${secret}@mail.example`],
  ['a path, such as a password with a / leaves', `smtp://u:25/${secret}@mail.example`],
  ["the library's own log, which prints mails", `smtp://u:${secret}@mail.example?logger=true`],
  ['another way of sending', `smtp://u:${secret}@mail.example?requireTLS=true&sendmail=true`],
  ['no pool', `smtp://u:${secret}@mail.example?pool=false`],
])('SMTP_URL with %s stops the start in one line that does not tell it', (_case, url) => {
  let message = '';
  try {
    withSmtp(url);
  } catch (error) {
    message = String(error);
  }
  expect(message).toMatch(/SMTP_URL must/);
  expect(message).not.toMatch(/\n|a-secret-of-smtp|mail\.example/);
});

test.each([
  'smtp://mail.example',
  'smtps://quantpulse:a%2Fb%23c%40d@mail.example:465/',
  'smtp://u:p@[::1]:2525',
  'smtp://u:p@почта.рф',
  'smtp://mail.example?requireTLS=true&tls.servername=smtp.example&name=money.example',
])('SMTP_URL may be %s', (url) => {
  expect(withSmtp(url).mail).toMatchObject({ mode: 'smtp', url });
});
