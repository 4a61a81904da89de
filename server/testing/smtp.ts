import { once } from 'node:events';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface TestSmtp {
  readonly url: string;
  /** Every accepted mail as it came, with the recipients of its envelope. */
  readonly received: readonly { readonly to: readonly string[]; readonly source: Buffer }[];
  close(): Promise<void>;
}

/** A real SMTP server on a free port; `options` decide what it refuses. */
export async function startTestSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const received: { to: string[]; source: Buffer }[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({ to, source: Buffer.concat(chunks) });
        done();
      });
    },
    ...options,
  });
  const server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
