import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { rootFolder } from '#server/config.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';
import { noCeiling } from '#server/testing/no-limits.ts';
import { freePort } from '#tools/app/port-probe.ts';

export interface ServerProcess {
  readonly url: string;
  readonly databaseUrl: string;
  /** Sends SIGTERM; the exit code, once the process is gone. */
  stop(): Promise<number | null>;
  /** Sends SIGKILL, and resolves once the process is gone. */
  kill(): Promise<void>;
}

/**
 * The image's process on a database of its own, serving. Its log goes to a file, to a pipe whose reader is gone, or nowhere.
 */
export async function startServerProcess(
  log: number | 'ignore' | 'reader gone',
  environment: NodeJS.ProcessEnv = {},
): Promise<ServerProcess> {
  const database = await createTestDatabase();
  const port = await freePort();
  const child = spawn(process.execPath, [join(rootFolder, 'server', 'main.ts')], {
    stdio: ['ignore', log === 'reader gone' ? 'pipe' : log, 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      AUTH_SECRET: 'tests-sign-with-this-0123456789-abcdefgh',
      DATABASE_URL: database.url,
      PORT: String(port),
      ...noCeiling,
      ...environment,
    },
  });
  child.stdout?.destroy();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await database.drop();
  });
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 15_000 },
    )
    .toBe(true);
  return {
    url,
    databaseUrl: database.url,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
