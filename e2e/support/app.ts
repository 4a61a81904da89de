import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningApp } from './run-settings.ts';

const root = join(import.meta.dirname, '..', '..');

export interface App extends RunningApp {
  stop(): Promise<void>;
}

/** The app as a process of its own, as it runs for people; its log lies in build/. `settings` change its environment. */
export async function startApp(name = 'e2e-app', settings: NodeJS.ProcessEnv = {}): Promise<App> {
  mkdirSync(join(root, 'build'), { recursive: true });
  const logFile = join(root, 'build', `${name}.log`);
  const log = openSync(logFile, 'a');
  const app = fork(join(root, 'tools', 'app', 'e2e-app.ts'), {
    cwd: root,
    env: { ...process.env, ...settings },
    execArgv: [],
    stdio: ['ignore', log, log, 'ipc'],
  });
  const ended = once(app, 'exit');
  const [answer] = (await Promise.race([once(app, 'message'), ended])) as [unknown];
  if (!isRunningApp(answer)) throw new Error(`The app did not start: ${lastLine(logFile)}`);
  return {
    ...answer,
    stop: async () => {
      app.disconnect();
      await ended;
    },
  };
}

function isRunningApp(answer: unknown): answer is RunningApp {
  return typeof answer === 'object' && answer !== null && 'url' in answer;
}

function lastLine(logFile: string): string {
  return readFileSync(logFile, 'utf8').trim().split('\n').at(-1) ?? '';
}
