import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { doesAnswer, SOCKET } from './connection.ts';
import { scratchFolder } from './testing/scratch.ts';

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
