import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

interface BlackHole {
  /** The database through the hole. */
  readonly url: string;
  /** As long as it holds, what comes in is swallowed and nothing is answered. */
  swallows: boolean;
  /** Ends every connection and takes no other, as a server that is stopped. */
  stop(): void;
  /** Is back where it was. */
  start(): Promise<void>;
}

/** A way to the database of `target` that can fall silent, as a network does that drops packets. */
export async function openBlackHole(target: string): Promise<BlackHole> {
  const { hostname, port, pathname, searchParams } = new URL(target);
  const folder = searchParams.get('host');
  const sockets = new Set<Socket>();
  const listener = createServer((client) => {
    const server = folder ? connect(`${folder}/.s.PGSQL.5432`) : connect(Number(port), hostname);
    forward(client, server);
    forward(server, client);
  });

  function forward(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on('data', (bytes) => hole.swallows || to.write(bytes));
    from.on('close', () => to.destroy());
    from.on('error', () => to.destroy());
  }

  await once(listener.listen(0, '127.0.0.1'), 'listening');
  const { port: ownPort } = listener.address() as AddressInfo;
  const hole: BlackHole = {
    url: `postgresql://postgres@127.0.0.1:${ownPort}${pathname}`,
    swallows: false,
    stop() {
      for (const socket of sockets) socket.destroy();
      listener.close();
    },
    async start() {
      await once(listener.listen(ownPort, '127.0.0.1'), 'listening');
    },
  };
  return hole;
}
