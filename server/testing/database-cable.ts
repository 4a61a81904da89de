import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket } from 'node:net';

/** The way from a server to its database, which a test can cut without touching the database of anybody else. */
export interface DatabaseCable {
  /** The database, by way of this cable. */
  readonly url: string;
  /** Every connection breaks and no new one is taken, as when the database is stopped. */
  pull(): Promise<void>;
  plugIn(): Promise<void>;
  /** While it holds, what comes in is swallowed and nothing is answered, as by a network that drops packets. */
  isSilent: boolean;
}

export async function layDatabaseCable(databaseUrl: string): Promise<DatabaseCable> {
  const sockets = new Set<Socket>();
  const listener = createServer((near) => {
    const far = connect(addressOf(databaseUrl));
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy()).on('data', (bytes) => cable.isSilent || far.write(bytes));
    far.on('close', () => near.destroy()).on('data', (bytes) => cable.isSilent || near.write(bytes));
  });
  const listen = async (port: number) => void (await once(listener.listen(port, '127.0.0.1'), 'listening'));
  await listen(0);
  const { port } = listener.address() as AddressInfo;
  const cable: DatabaseCable = {
    isSilent: false,
    url: cabledUrl(databaseUrl, port),
    async pull() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    plugIn: () => listen(port),
  };
  return cable;
}

/** A socket's folder stands in the query (`?host=/folder`), as libpq has it. */
function addressOf(databaseUrl: string): NetConnectOpts {
  const { hostname, port, searchParams } = new URL(databaseUrl);
  const folder = searchParams.get('host');
  const number = port || searchParams.get('port') || '5432';
  return folder ? { path: `${folder}/.s.PGSQL.${number}` } : { host: hostname, port: Number(number) };
}

function cabledUrl(databaseUrl: string, port: number): string {
  const url = new URL(databaseUrl);
  url.searchParams.delete('host');
  url.searchParams.delete('port');
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
