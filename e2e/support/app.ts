import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const logFile = join(root, 'build', 'e2e-app.log');

/** The app as a process of its own, as it runs for people; its log lies in build/. */
export async function startApp(): Promise<{ url: string; stop: () => Promise<void> }> {
  mkdirSync(join(root, 'build'), { recursive: true });
  const log = openSync(logFile, 'w');
  const app = fork(join(root, 'scripts', 'e2e-app.ts'), {
    cwd: root,
    execArgv: [],
    stdio: ['ignore', log, log, 'ipc'],
  });
  const ended = once(app, 'exit');
  const [answer] = await Promise.race([once(app, 'message'), ended]);
  if (typeof answer !== 'string') throw new Error(`The app did not start: ${lastLine()}`);
  return {
    url: answer,
    stop: async () => {
      app.disconnect();
      await ended;
    },
  };
}

function lastLine(): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
}
