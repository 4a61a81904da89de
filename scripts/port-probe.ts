import { createServer } from 'node:net';

/** Tells of a taken port before the long work begins; the listen itself may still fail later. */
export function refuseTakenPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** The line for a port that cannot be had; any other error as it is. */
export function portError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE')
    return new Error(`Port ${port} is taken by another program: stop it, or set PORT to a free one`);
  if (error.code === 'EACCES')
    return new Error(`Port ${port} needs more rights than this user has: set PORT above 1023`);
  if (error.code === 'EADDRNOTAVAIL') return new Error(`HOST ${host} is not an address of this machine`);
  return error;
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
