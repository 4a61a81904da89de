import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '#tools/app/port-probe.ts';

/** A Redis of one test file. A test can stop, resume and kill its process, and start it again at the same address. */
export interface TestRedis {
  readonly url: string;
  start(): Promise<void>;
  /** The connections stay and nothing is answered. */
  pause(): void;
  resume(): void;
  kill(): Promise<void>;
}

/** Why nothing can be tried with Redis here, or null when it can. */
export function redisAbsence(): string | null {
  const { error } = spawnSync('redis-server', ['--version']);
  return error ? 'redis-server is not installed here' : null;
}

/** An address at which nobody listens before `start`. */
export async function createTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '']);
      await untilReady(server);
    },
    pause: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'close');
      server.kill('SIGKILL');
      await ended;
    },
  };
}

async function untilReady(server: ChildProcess): Promise<void> {
  if (!server.stdout) throw new Error('the output of redis-server is not piped');
  for await (const line of createInterface(server.stdout))
    if (line.includes('Ready to accept connections')) return void server.stdout.resume();
  throw new Error('redis-server ended without being ready');
}
