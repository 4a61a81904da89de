import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DATABASE, SUPERUSER } from './cluster.ts';

export const SOCKET = '.s.PGSQL.5432';

const ANSWER_LIMIT_MS = 2000;

export function connectionUrl(socketFolder: string): string {
  const socket = `host=${encodeURIComponent(socketFolder)}&port=5432`;
  return `postgresql:///${DATABASE}?${socket}&user=${SUPERUSER}&sslmode=disable`;
}

/**
 * A server that was killed this instant still has its pid, its files and a socket that takes connections;
 * only an answer shows that it lives. An SSLRequest (PostgreSQL protocol 3, message formats) gets one byte
 * from any server, before it knows who asks.
 */
export async function doesAnswer(socketFolder: string): Promise<boolean> {
  const socket = connect(join(socketFolder, SOCKET));
  try {
    socket.write(Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]));
    await once(socket, 'data', { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.on('error', () => undefined).destroy();
  }
}
