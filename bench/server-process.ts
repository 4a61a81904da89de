import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#tools/app/port-probe.ts';
import { limitsOfTheRun } from './processes/limits-of-the-run.ts';
import { startMeasured, type MeasuredProcess } from './processes/measured-process.ts';

export interface ServerProcess extends MeasuredProcess {
  readonly port: number;
  /** The secret and origin of its tokens, so that the bench can open sessions itself. */
  readonly environment: ServerEnvironment;
}

export interface ServerEnvironment {
  readonly NODE_ENV: string;
  readonly APP_ORIGIN: string;
  readonly AUTH_SECRET: string;
  readonly DATABASE_URL: string;
}

/**
 * Starts the image's process, `server/main.ts`, in production. With one proxy hop, so that sign-ins may come from many
 * addresses. `main` may be that of another checkout; `more` are further settings.
 */
export async function startServerProcess(
  databaseUrl: string,
  authSecret: string,
  { main = 'server/main.ts', more = {} }: { main?: string; more?: Readonly<Record<string, string>> } = {},
): Promise<ServerProcess> {
  const port = await freePort();
  const environment = {
    NODE_ENV: 'production',
    PORT: String(port),
    APP_ORIGIN: `http://localhost:${port}`,
    AUTH_SECRET: authSecret,
    DATABASE_URL: databaseUrl,
    TRUSTED_PROXY_HOPS: '1',
    ...limitsOfTheRun,
    ...more,
  };
  const server = startMeasured(main, [], { PATH: process.env.PATH, ...environment });
  await answers(port, '/readyz');
  return { ...server, port, environment };
}

interface PlainServer {
  /** What follows the port on its command line. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What it answers with 200 as soon as it serves. */
  readonly path?: string;
}

/** Starts one of the servers of `layers/` or `peers/`, in production. */
export async function startPlainServer(script: string, { args = [], env, path = '/' }: PlainServer) {
  const port = await freePort();
  const plain = startMeasured(script, [String(port), ...args], {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    ...env,
  });
  await answers(port, path);
  return { ...plain, port };
}

const patienceMillis = 20_000;

/** Resolves with the first 200. */
async function answers(port: number, path: string): Promise<void> {
  const deadline = Date.now() + patienceMillis;
  while (Date.now() < deadline) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
    await response?.arrayBuffer();
    if (response?.ok) return;
    await pause(50);
  }
  throw new Error(`nothing answers on port ${port}`);
}
