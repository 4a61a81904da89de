import { expect, test } from 'vitest';
import { createDeliveryService } from '#server/identity/mail/delivery.service.ts';
import type { DueMail } from '#server/identity/mail/mails.repository.ts';
import { sampleMail } from '#server/testing/sample-mails.ts';

const mailOf = (id: string): DueMail => ({
  ...sampleMail('password-changed', 'en'),
  id,
  tries: 1,
  is_overdue: false,
});

/** A worker whose database lends each mail until it is noted, and cannot note some of them for a while. */
function createWorker(ids: string[]) {
  const sent: string[] = [];
  const noted: string[] = [];
  const unnotable = new Set<string>();
  let lent = ids;
  const delivery = createDeliveryService({
    mails: {
      takeDue() {
        const [id, ...rest] = lent;
        lent = rest;
        return Promise.resolve(id === undefined ? undefined : mailOf(id));
      },
      updateAsSent: (id) =>
        unnotable.has(id) ? Promise.reject(new Error('locked')) : Promise.resolve(void noted.push(id)),
      updateAsTried: () => Promise.reject(new Error('nothing failed')),
    },
    mailTokens: { open: () => null },
    send: ({ messageId }) => Promise.resolve(void sent.push(messageId)),
    appOrigin: 'https://money.example',
    log: { warn: () => undefined, error: () => undefined },
  });
  /** What is due again is what was never noted. */
  const lendAgain = () => (lent = ids.filter((id) => !noted.includes(id)));
  return { delivery, sent, noted, unnotable, lendAgain };
}

test('a mail that was accepted while the database went away is noted later, and not sent again', async () => {
  const { delivery, sent, noted, unnotable, lendAgain } = createWorker(['a']);
  unnotable.add('a');
  await delivery.deliver();
  expect([sent, noted]).toEqual([['<a@money.example>'], []]);
  unnotable.clear();
  await delivery.deliver();
  lendAgain();
  await delivery.deliver();
  expect([sent, noted]).toEqual([['<a@money.example>'], ['a']]);
});

test('a sent mail whose row somebody holds locked holds up no other', async () => {
  const { delivery, noted, unnotable } = createWorker(['a', 'b', 'c']);
  unnotable.add('a');
  await delivery.deliver();
  expect(noted).toEqual(['b', 'c']);
});
