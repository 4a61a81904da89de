import { fork } from 'node:child_process';
import { join, resolve } from 'node:path';
import { rootFolder } from '#server/config.ts';
import { nextMessage, stopChild } from './child-answers.ts';
import type { Sample } from './probe.ts';

export interface MeasuredProcess {
  /** What the process cost since the last sample. */
  sample(): Promise<Sample>;
  stop(): Promise<void>;
}

/** Runs a script of this checkout, or of an absolute path, with the probe. Its stdout is dropped: a log collector's disk would not be this machine's. */
export function startMeasured(script: string, args: string[], env: NodeJS.ProcessEnv): MeasuredProcess {
  const child = fork(resolve(rootFolder, script), args, {
    env,
    execArgv: ['--import', join(import.meta.dirname, 'probe.ts')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    async sample() {
      const answer = nextMessage(child);
      if (child.connected) child.send('sample');
      return (await answer) as Sample;
    },
    stop: () => stopChild(child),
  };
}
