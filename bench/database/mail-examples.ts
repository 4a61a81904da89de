import { randomBytes, randomUUID } from 'node:crypto';
import type { Examples } from './statement-examples.ts';

/** A call of every method that keeps mails and their links. */
export function mailExamples(userId: string): Examples {
  const id = randomUUID();
  const tokenHash = randomBytes(32);
  const mail = { id, userId, kind: 'verify-email', recipient: 'a@bench.test', details: {} } as const;
  const link = { tokenHash, userId, purpose: 'verifyEmail', email: 'a@bench.test', hours: 24 } as const;
  return {
    'mails.insert': ({ mails }) => mails.insert({ ...mail, ip: null, device: null, sealedToken: null }),
    'mails.takeDue': ({ mails }) => mails.takeDue(),
    'mails.updateAsSent': ({ mails }) => mails.updateAsSent(id),
    'mails.updateAsTried': ({ mails }) => mails.updateAsTried(id, 'ECONNREFUSED', 120),
    'mails.findNewest': ({ mails }) => mails.findNewest(50),
    'mails.existsToday': ({ mails }) => mails.existsToday(userId, 'sign-ins-guessed'),
    'mails.findOfUser': ({ mails }) => mails.findOfUser(userId, 50),
    'mails.findPage': async ({ mails }) => {
      await mails.findPage(50);
      await mails.findPage(50, 'failed', id);
    },
    'mails.find': ({ mails }) => mails.find(id),
    'mails.countFailed': ({ mails }) => mails.countFailed(10_000),
    'mails.updateAsQueued': ({ mails }) =>
      mails.updateAsQueued(id, { sealedToken: tokenHash, until: '2026-11-29T12:00:00.000Z' }),
    'mails.findSealedAfter': async ({ mails }) => {
      await mails.findSealedAfter(null, 500);
      await mails.findSealedAfter(id, 500);
    },
    'mails.countOfUser': ({ mails }) => mails.countOfUser(userId),
    'mails.deleteOlderThan': ({ mails }) => mails.deleteOlderThan(90, 1000),
    'links.insert': ({ links }) => links.insert(link),
    'links.find': ({ links }) => links.find(tokenHash),
    'links.delete': ({ links }) => links.delete(tokenHash, 'verifyEmail'),
    'links.deleteOfUser': ({ links }) => links.deleteOfUser(userId, ['verifyEmail']),
    'links.deleteUndoSince': ({ links }) => links.deleteUndoSince(userId, new Date()),
    'links.findLeftEmails': ({ links }) => links.findLeftEmails(userId),
    'links.findOfUser': ({ links }) => links.findOfUser(userId, 50),
    'links.countOfUser': ({ links }) => links.countOfUser(userId),
    'links.deleteExpired': ({ links }) => links.deleteExpired(1000),
  };
}
