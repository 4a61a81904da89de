import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { unreachableLine } from '#server/db/unreachable.ts';
import { listenError } from '#server/listen-error.ts';
import { freePort, refuseTakenPort } from './port-probe.ts';

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

test.each(['192.0.2.1', 'x86_64-conda-linux-gnu', 'localhost:3000', '999.1.1.1'])(
  'HOST=%s is told by its name, and is no fault of the database',
  async (host) => {
    const refused = await refuseTakenPort(0, host).catch((error: unknown) => error);
    expect(refused).toMatchObject({ message: expect.stringMatching(/^HOST is no address of this machine/) });
    expect(unreachableLine(refused)).toBeUndefined();
  },
);

test('a port below 1024 asks for another', () => {
  const refused = Object.assign(new Error('listen'), { code: 'EACCES' });
  expect(listenError(refused, 80).message).toBe(
    'Port 80 needs more rights than this user has: set PORT above 1023',
  );
});

test('a free port is let through and stays free', async () => {
  const port = await freePort();
  await refuseTakenPort(port, '127.0.0.1');
  await refuseTakenPort(port, '127.0.0.1');
  expect(port).toBeGreaterThan(0);
});
