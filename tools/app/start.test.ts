import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { unlessAborted } from './stop-request.ts';

test('a start that cannot read its configuration ends with one line that names the variable', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(rootFolder, 'scripts/start.ts')], {
    encoding: 'utf8',
    env: { ...process.env, PORT: 'not-a-port' },
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^PORT .*\n$/);
  expect(stderr).not.toContain('not-a-port');
});

const watcher = `
import { stopRequest, whenAborted } from '${join(import.meta.dirname, 'stop-request.ts')}';
const stop = stopRequest();
setInterval(() => {}, 1000);
process.send?.('ready');
await whenAborted(stop);
process.stdout.write('stopped');
process.exit(0);`;

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s, sent twice, asks once for an orderly stop',
  async (signal) => {
    const { child, stopped } = watch();
    await new Promise((resolve) => child.once('message', resolve));
    child.kill(signal);
    child.kill(signal);
    expect(await stopped).toEqual({ code: 0, output: 'stopped' });
  },
);

test('a start whose parent died before it could look stops', async () => {
  const { stopped } = watch({ QP_PARENT_PID: '1' });
  expect(await stopped).toEqual({ code: 0, output: 'stopped' });
});

test('a stop waits for no migration under way, and its end is no news then', async () => {
  const stop = new AbortController();
  const migration = Promise.withResolvers<void>();
  const waited = unlessAborted(stop.signal, migration.promise);
  stop.abort();
  await expect(waited).resolves.toBeUndefined();
  migration.reject(new Error('Connection terminated'));
});

test('a migration that fails is the failure of the start', async () => {
  const failed = Promise.reject(new Error('Migration 0099-slow failed'));
  await expect(unlessAborted(new AbortController().signal, failed)).rejects.toThrow('0099-slow');
});

function watch(env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', watcher], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  const stopped = new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
  return { child, stopped };
}
