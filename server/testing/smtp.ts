import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
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
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}

const endOfData = '\r\n.\r\n';

/** The way to a server. Of the first mail it takes the server's answer away: nobody knows whether it was accepted. */
export async function cutFirstAnswer({ url }: TestSmtp): Promise<Pick<TestSmtp, 'url' | 'close'>> {
  let isCut = false;
  const relay = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    let tail = '';
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near
      .on('close', () => far.destroy())
      .on('data', (bytes) => {
        tail = (tail + bytes.toString('latin1')).slice(-endOfData.length);
        far.write(bytes);
      });
    far
      .on('close', () => near.destroy())
      .on('data', (bytes) => {
        if (isCut || tail !== endOfData) return void near.write(bytes);
        isCut = true;
        near.destroy();
      });
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const { port } = relay.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, close: async () => void relay.close() };
}
