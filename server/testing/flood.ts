import { connect, type Socket } from 'node:net';

const attacker = '127.0.0.1';
/** Other than the attacker's: Linux answers on all of 127.0.0.0/8. */
export const honestAddress = '127.0.0.2';

/** What each connection of a flood begins with. None of them ends by itself. */
export const floods = {
  'slow bodies':
    'POST /trpc/auth.login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{',
  'slow heads': 'GET /trpc/system.health HTTP/1.1\r\nHost: a\r\nX-A: ',
  'idle connections': '',
  'readers that never read': 'GET /assets/large.js HTTP/1.1\r\nHost: a\r\n\r\n',
} as const;

export interface Flood {
  /** How many connections were told 429 so far. */
  readonly refused: number;
  end(): void;
}

/**
 * Holds as many connections open from one address, all begun with these bytes. Whichever is cut unheard comes again.
 */
export async function startFlood(url: string, bytes: string, count: number): Promise<Flood> {
  const flood = { refused: 0, end };
  const sockets = new Set<Socket>();
  let isOver = false;

  function open(): Socket {
    const socket = openHalf(url);
    sockets.add(socket);
    // At once: nginx closes connections that have said nothing when it runs short.
    socket.write(bytes);
    socket.once('data', (data) => {
      if (!String(data).startsWith('HTTP/1.1 429')) return void socket.pause();
      flood.refused += 1;
      socket.removeListener('close', comeAgain).destroy();
    });
    socket.once('end', () => socket.destroy()).resume();
    socket.once('close', comeAgain);
    return socket;

    function comeAgain(): void {
      sockets.delete(socket);
      if (!isOver) setImmediate(open);
    }
  }

  function end(): void {
    isOver = true;
    for (const socket of sockets) socket.destroy();
  }

  const first = Array.from({ length: count }, open);
  await Promise.all(first.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  return flood;
}

/** A connection that stays open on this side whatever the other does, and reads nothing. */
export function openHalf(url: string): Socket {
  const { hostname, port } = new URL(url);
  const options = { host: hostname, port: Number(port), localAddress: attacker, allowHalfOpen: true };
  const socket = connect(options).pause();
  socket.on('error', () => socket.destroy());
  return socket;
}

/** Sends a letter every 50 ms, for as long as the other side takes it. Returns what it answered until it was cut. */
export async function drip(url: string, bytes: string): Promise<string> {
  const socket = openHalf(url);
  let answer = '';
  socket.on('data', (data) => (answer += String(data))).resume();
  socket.write(bytes);
  const dripping = setInterval(() => socket.write('a'), 50);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(dripping);
  return answer;
}
