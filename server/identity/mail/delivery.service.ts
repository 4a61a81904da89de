import { setTimeout as pause } from 'node:timers/promises';
import {
  failureCode,
  isRefusedForGood,
  secondsUntilNextTry,
  triesMaximum,
} from '#server/identity/mail/mail.rules.ts';
import { writeMail, type WrittenMail } from '#server/identity/mail/mail.presenter.ts';
import type { DueMail, MailsRepository } from '#server/identity/mail/mails.repository.ts';
import type { Logger } from '#server/logger.ts';
import type { Sealing } from '#server/security/sealing.ts';
import type { SendMail } from '#server/smtp.ts';

interface Dependencies {
  mails: Pick<MailsRepository, 'takeDue' | 'updateAsSent' | 'updateAsTried'>;
  mailTokens: Pick<Sealing, 'open'>;
  send: SendMail;
  appOrigin: string;
  log: Pick<Logger, 'warn' | 'error'>;
}

/** What remains of the ten seconds in which a server must stop. */
const stopMillis = 2000;

export type DeliveryService = ReturnType<typeof createDeliveryService>;

/** Sends what is due. Any number of replicas may do so: each takes other mails. */
export function createDeliveryService({ mails, mailTokens, send, appOrigin, log }: Dependencies) {
  const host = new URL(appOrigin).hostname;
  let running: Promise<void> | undefined;
  let isStopped = false;
  /** Sent, and not noted yet: the database went away in between. It is noted before anything else is taken. */
  const accepted = new Set<string>();

  /** The mail as it is sent, or why it cannot be. */
  function write(mail: DueMail): WrittenMail | string {
    // Whoever took it before died of it each time, or could not say what came of it.
    if (mail.tries > triesMaximum) return 'TOO_MANY_TRIES';
    if (mail.is_overdue) return 'OVERDUE';
    const token = mail.sealed_token && mailTokens.open(mail.sealed_token, mail.id);
    if (mail.sealed_token && token === null) return 'TOKEN_UNREADABLE';
    try {
      return writeMail(mail, appOrigin, token);
    } catch {
      return 'UNWRITABLE';
    }
  }

  async function attempt(mail: DueMail): Promise<void> {
    const written = write(mail);
    // Another replica may have the key, in the midst of a change of keys.
    if (written === 'TOKEN_UNREADABLE') return tryAgain(mail, written);
    if (typeof written === 'string') return giveUp(mail, written);
    try {
      // The same in every try, so that a receiving server can tell a repeated mail.
      await send({
        to: mail.recipient,
        messageId: `<${mail.id}@${host}>`,
        date: mail.created_at,
        ...written,
      });
    } catch (error) {
      const code = failureCode(error);
      return isRefusedForGood(error) ? giveUp(mail, code) : tryAgain(mail, code);
    }
    accepted.add(mail.id);
    await note(mail.id);
  }

  /** Never fails: who holds this row, or a database that is away, must hold up no other mail. */
  async function note(id: string): Promise<void> {
    try {
      await mails.updateAsSent(id);
      accepted.delete(id);
    } catch (error) {
      log.warn({ err: error, mailId: id }, 'a mail was sent and could not be noted yet');
    }
  }

  async function tryAgain(mail: DueMail, code: string): Promise<void> {
    const wait = secondsUntilNextTry(mail.tries);
    if (wait === null) return giveUp(mail, code);
    await mails.updateAsTried(mail.id, code, wait);
    log.warn({ mailId: mail.id, kind: mail.kind, tries: mail.tries, code }, 'a mail could not be sent yet');
  }

  async function giveUp(mail: DueMail, code: string): Promise<void> {
    await mails.updateAsTried(mail.id, code, null);
    log.error({ mailId: mail.id, kind: mail.kind, tries: mail.tries, code }, 'a mail was given up');
  }

  /** One after another. A database that is away leaves the rest to the next round. */
  async function deliverAll(): Promise<void> {
    try {
      for (const id of accepted) await note(id);
      for (let mail = await mails.takeDue(); mail; mail = isStopped ? undefined : await mails.takeDue())
        await attempt(mail);
    } catch (error) {
      log.warn({ err: error }, 'mails could not be looked for');
    }
  }

  return {
    /** Sends every mail that is due; two calls share one round. Never fails. */
    deliver(): Promise<void> {
      running ??= deliverAll().finally(() => {
        running = undefined;
      });
      return running;
    },

    /** Ends after the mail that is under way, or after a few seconds: another try sends it then. */
    async stop(): Promise<void> {
      isStopped = true;
      await Promise.race([running, pause(stopMillis, undefined, { ref: false })]);
    },
  };
}
