import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '#server/config.ts';

const environment = {
  PATH: process.env['PATH'],
  NODE_ENV: 'production',
  AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh',
  DATABASE_URL: 'postgresql://nobody:planted@127.0.0.1:1/nothing',
};

/** The server's process, which ends by itself when it cannot start. */
function start(changes: NodeJS.ProcessEnv) {
  const main = join(rootFolder, 'server', 'main.ts');
  const env = { ...environment, ...changes };
  return spawnSync(process.execPath, [main], { env, encoding: 'utf8', timeout: 15_000 });
}

test.each([
  [
    'no database',
    { NODE_ENV: 'development', DATABASE_URL: '' },
    /^DATABASE_URL is required here; `npm start` brings a database of its own\n$/,
  ],
  ['a weak secret', { AUTH_SECRET: 'planted' }, /^AUTH_SECRET must have at least 32 bytes\n$/],
])('a server that cannot start says why in one line and exits with 1: %s', (_what, changes, line) => {
  const { status, stdout, stderr } = start(changes);
  expect(stderr).toMatch(line);
  expect(stderr).not.toContain('planted');
  expect(stdout).toBe('');
  expect(status).toBe(1);
});

test('a server whose port is taken says so in one line and exits with 1', async () => {
  const other = createServer();
  await once(other.listen(0, '127.0.0.1'), 'listening');
  const { port } = other.address() as AddressInfo;
  const { status, stderr } = start({ PORT: String(port) });
  other.close();
  expect(stderr).toBe(`Port ${port} is taken by another program: stop it, or set PORT to a free one\n`);
  expect(status).toBe(1);
});
