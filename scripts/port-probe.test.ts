import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { freePort, portError, refuseTakenPort } from './port-probe.ts';

let taken: Server | undefined;
afterEach(() => taken?.close());

test('an operator whose port is taken is told which and what to do', async () => {
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(refuseTakenPort(port, '127.0.0.1')).rejects.toThrow(
    `Port ${port} is taken by another program`,
  );
});

test('a HOST that is not of this machine is told so', async () => {
  await expect(refuseTakenPort(0, '192.0.2.1')).rejects.toThrow(
    'HOST 192.0.2.1 is not an address of this machine',
  );
});

test('a port below 1024 asks for another', () => {
  const refused = Object.assign(new Error('listen'), { code: 'EACCES' });
  expect(portError(refused, 80, '127.0.0.1').message).toBe(
    'Port 80 needs more rights than this user has: set PORT above 1023',
  );
});

test('a free port is let through and stays free', async () => {
  const port = await freePort();
  await refuseTakenPort(port, '127.0.0.1');
  await refuseTakenPort(port, '127.0.0.1');
  expect(port).toBeGreaterThan(0);
});
