import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { openSmtp } from '#server/smtp.ts';
import { startTestSmtp } from '#server/testing/smtp.ts';

const mail = {
  subject: 'A subject',
  text: 'A text',
  html: '<p>A text</p>',
  messageId: '<one@localhost>',
  date: new Date('2026-11-29T12:00:00.000Z'),
};

async function startSmtp(...given: Parameters<typeof startTestSmtp>) {
  const smtp = await startTestSmtp(...given);
  onTestFinished(() => smtp.close());
  return smtp;
}

test.each([
  ['two lines', 'anna@example.org\r\nBcc: evil@example.net'],
  ['a list', 'anna@example.org, evil@example.net'],
  ['a name before the address', 'Evil <evil@example.net> anna@example.org'],
  ['a group', 'evil: evil@example.net; anna@example.org'],
  ['a quotation mark', '"evil@example.net anna@example.org'],
])('%s in the address of a row reaches nobody', async (_case, to) => {
  const smtp = await startSmtp();
  const { send, close } = await openSmtp(smtp.url, 'QuantPulse <robot@money.example>');
  await expect(send({ ...mail, to })).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 501 });
  close();
  expect(smtp.received).toEqual([]);
});

test('a domain of letters goes out as its punycode, and a mailbox of letters as it is', async () => {
  const smtp = await startSmtp();
  const { send, close } = await openSmtp(smtp.url, 'QuantPulse <robot@money.example>');
  for (const to of ['anna@пример.рф', 'иван@пример.рф']) await send({ ...mail, to });
  close();
  const headers = await Promise.all(smtp.received.map(({ source }) => PostalMime.parse(source)));
  expect(headers.map(({ to }) => to?.map(({ address }) => address))).toEqual([
    ['anna@xn--e1afmkfd.xn--p1ai'],
    ['иван@пример.рф'],
  ]);
  expect(smtp.received.map(({ to }) => to)).toEqual([['anna@пример.рф'], ['иван@пример.рф']]);
});

test.each([
  ['Acme, Inc. <robot@money.example>', 'Acme, Inc.', 'robot@money.example'],
  ['Money: mails; for you <robot@money.example>', 'Money: mails; for you', 'robot@money.example'],
  ['"Acme: mails" <robot@money.example>', 'Acme: mails', 'robot@money.example'],
  ['КвантПульс <robot@money.example>', 'КвантПульс', 'robot@money.example'],
  ['robot@money.example', '', 'robot@money.example'],
])('the sender %s is one address with its whole name', async (sender, name, address) => {
  const smtp = await startSmtp();
  const { send, close } = await openSmtp(smtp.url, sender);
  await send({ ...mail, to: 'anna@example.org' });
  close();
  const { from } = await PostalMime.parse(smtp.received[0]!.source);
  expect(from).toEqual({ name, address });
});

test('a mail that took too long is not sent after all, because its next try may be under way', async () => {
  let greet: (() => void) | undefined;
  const smtp = await startSmtp({ onConnect: (_session, done) => (greet ? done() : (greet = done)) });
  const { send, close } = await openSmtp(smtp.url, 'robot@money.example', 2000);
  await expect(send({ ...mail, to: 'anna@example.org' })).rejects.toMatchObject({ code: 'EABORT' });
  greet?.();
  await send({ ...mail, messageId: '<two@localhost>', to: 'boris@example.org' });
  close();
  expect(smtp.received.flatMap(({ to }) => to)).toEqual(['boris@example.org']);
});

test('nothing of a refused sign-in tells the password of SMTP_URL', async () => {
  const smtp = await startSmtp({
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => done(null, {}),
  });
  const url = new URL(smtp.url);
  Object.assign(url, { username: 'quantpulse', password: 'a-secret-of-smtp' });
  const { send, close } = await openSmtp(url.href, 'robot@money.example');
  const error = await send({ ...mail, to: 'anna@example.org' }).catch((failure: unknown) => failure);
  close();
  expect(error).toMatchObject({ code: 'EAUTH' });
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('a-secret-of-smtp');
});
