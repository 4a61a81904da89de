import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Response {
  readonly status: number;
  /** Status line and headers as received. */
  readonly head: string;
}

export interface Connection {
  /** Sends one request and waits for its answer; the caller sends no second one meanwhile. */
  send(request: string): Promise<Response>;
  /** False when the server may be closing the idle connection: a request could meet its end. */
  isFresh(): boolean;
  close(): void;
}

/** Node's server closes connections that are idle for five seconds. */
const freshMillis = 4000;

interface Pending {
  resolve(response: Response): void;
  reject(error: Error): void;
}

/**
 * A minimal keep-alive connection. Node's own HTTP client costs more than the measured requests, on cores that the
 * server shares.
 */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return overSocket(socket);
}

function overSocket(socket: Socket): Connection {
  let received = '';
  let usedAt = performance.now();
  let pending: Pending | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    const response = completeResponse(received);
    if (!response) return;
    received = '';
    usedAt = performance.now();
    pending?.resolve(response);
  });
  const fail = (error?: Error) => pending?.reject(error ?? new Error('the server closed the connection'));
  socket.on('error', fail).on('close', () => fail());
  return {
    send(request) {
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
        if (socket.destroyed) fail();
        else socket.write(request);
      });
    },
    isFresh: () => !socket.destroyed && performance.now() - usedAt < freshMillis,
    close: () => void socket.destroy(),
  };
}

/** Undefined until the last byte has arrived. */
function completeResponse(received: string): Response | undefined {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = received.slice(0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  const isComplete =
    length === undefined ? received.endsWith('\r\n0\r\n\r\n') : received.length >= end + 4 + Number(length);
  return isComplete ? { status: Number(head.slice(9, 12)), head } : undefined;
}
