import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { limitConnections } from '#server/http/connection-limits.ts';

test('the networks of one IPv6 site share its connections, and leave room to others', () => {
  const refused: string[] = [];
  const server = createServer();
  const limits = { headMillis: 1000, requestMillis: 1000, silenceMillis: 1000, perAddress: 2, perSite: 5 };
  // Node's own listener wants a real socket; what is counted here is who reaches it.
  server.removeAllListeners('connection');
  const served: string[] = [];
  server.on('connection', ({ remoteAddress = '' }) => served.push(remoteAddress));
  limitConnections(server, limits, ({ remoteAddress = '' }) => refused.push(remoteAddress));
  const open = (remoteAddress: string) => {
    const socket = Object.assign(new PassThrough(), { remoteAddress });
    server.emit('connection', socket);
    return socket;
  };

  const first = open('2001:db8:1:0::1');
  for (let network = 1; network < 8; network += 1) open(`2001:db8:1:${network}::1`);
  expect(served).toHaveLength(5);
  expect(refused).toEqual(['2001:db8:1:5::1', '2001:db8:1:6::1', '2001:db8:1:7::1']);

  open('2001:db8:2:0::1');
  expect(served.at(-1)).toBe('2001:db8:2:0::1');

  first.emit('close');
  open('2001:db8:1:8::1');
  expect(served.at(-1)).toBe('2001:db8:1:8::1');
});
