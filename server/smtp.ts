import { setTimeout as pause } from 'node:timers/promises';

export interface OutgoingMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly date: Date;
}

/** Hands one mail to the operator's server; rejects when that server has not accepted it. */
export type SendMail = (mail: OutgoingMail) => Promise<void>;

export interface Smtp {
  readonly send: SendMail;
  close(): void;
}

const connectionMillis = 10_000;
const idleMillis = 30_000;
/** A server that answers a byte at a time must not hold a mail for longer. */
const totalMillis = 120_000;

/** Loads the library only where mails are sent. */
export async function openSmtp(url: string, from: string): Promise<Smtp> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: connectionMillis,
    greetingTimeout: connectionMillis,
    socketTimeout: idleMillis,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, ...mail }) {
      const patience = new AbortController();
      const tooLong = pause(totalMillis, undefined, { signal: patience.signal, ref: false }).then(() => {
        throw Object.assign(new Error('the mail took too long'), { code: 'ETOOLONG' });
      });
      // An address object: a list or a name inside the text cannot add a recipient.
      const sent = transport.sendMail({
        ...mail,
        from,
        to: { name: '', address: to },
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      try {
        await Promise.race([sent, tooLong]);
      } finally {
        patience.abort();
        tooLong.catch(() => undefined);
        sent.catch(() => undefined);
      }
    },
    close: () => transport.close(),
  };
}
