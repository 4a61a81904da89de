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
const defaultTotalMillis = 120_000;

/** Loads the library only where mails are sent. */
export async function openSmtp(url: string, from: string, totalMillis = defaultTotalMillis): Promise<Smtp> {
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
  const sender = senderOf(from);
  return {
    async send({ to, ...mail }) {
      const patience = new AbortController();
      // What is still under way then must end: its next try would make two of it.
      const timer = setTimeout(() => patience.abort(), totalMillis);
      timer.unref();
      try {
        await transport.sendMail({
          ...mail,
          from: sender,
          // An address object: a list or a name inside the text cannot add a recipient.
          to: { name: '', address: to },
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: patience.signal,
        });
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => transport.close(),
  };
}

/** The library would read a name with a colon as a group of nobody. */
function senderOf(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^([^<]*)<([^>]*)>$/u.exec(from) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/u, '$1'), address };
}
