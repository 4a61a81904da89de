import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { doesAnswer, SOCKET } from './sockets.ts';
import { acquire, ask, isRoot, scratchFolder, sharedDataFolder } from './testing/scratch.ts';

const stopped = sharedDataFolder();

test('a server whose socket was cleaned away is started again', async () => {
  const dataFolder = stopped();
  const first = await acquire(dataFolder);
  const socketFolder = String(await ask(first.url, 'SHOW unix_socket_directories'));
  rmSync(socketFolder, { recursive: true });

  const second = await acquire(dataFolder);

  expect(await ask(second.url, 'SELECT 1')).toBe(1);
  await Promise.all([first.release(), second.release()]);
});

test('a socket folder that others may enter by now is left alone and replaced', async () => {
  const dataFolder = stopped();
  const first = await acquire(dataFolder);
  const socketFolder = String(await ask(first.url, 'SHOW unix_socket_directories'));
  chmodSync(socketFolder, 0o777);

  const second = await acquire(dataFolder);

  expect(second.url).not.toBe(first.url);
  expect(statSync(socketFolder).mode & 0o777).toBe(0o777);
  await Promise.all([first.release(), second.release()]);
  rmSync(socketFolder, { recursive: true });
});

test('a socket folder that another account has made under our name is not used', async ({ skip }) => {
  skip(!isRoot, 'needs root, to make a folder of another account');
  const dataFolder = stopped();
  const first = await acquire(dataFolder);
  const socketFolder = String(await ask(first.url, 'SHOW unix_socket_directories'));
  await first.release();
  mkdirSync(socketFolder, { mode: 0o700 });
  chownSync(socketFolder, 65_533, 65_533);

  const second = await acquire(dataFolder);

  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url, 'SELECT 1')).toBe(1);
  await second.release();
  rmSync(socketFolder, { recursive: true });
});

async function listenerThat(act: (connection: Socket) => void): Promise<string> {
  const folder = scratchFolder();
  const listener = createServer(act).listen(join(folder, SOCKET));
  onTestFinished(() => void listener.close());
  await once(listener, 'listening');
  return folder;
}

test('a socket that ends connections without a word is no server', async () => {
  const folder = await listenerThat((connection) => connection.destroy());

  expect(await doesAnswer(folder)).toBe(false);
});

test('a folder without a socket is no server', async () => {
  expect(await doesAnswer(scratchFolder())).toBe(false);
});

test('a server that answers as PostgreSQL does is one', async () => {
  const folder = await listenerThat((connection) => connection.once('data', () => connection.end('N')));

  expect(await doesAnswer(folder)).toBe(true);
});
