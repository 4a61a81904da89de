import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { rootFolder } from '#server/config.ts';
import type { Sample } from './probe.ts';

export interface MeasuredProcess {
  /** What it cost since the last sample. */
  sample(): Promise<Sample>;
  stop(): Promise<void>;
}

/** Runs a script with the probe; what it says on stdout goes nowhere, as a log collector's disk would not be ours. */
export function startMeasured(script: string, args: string[], env: NodeJS.ProcessEnv): MeasuredProcess {
  const child = fork(join(rootFolder, script), args, {
    env,
    execArgv: ['--import', join(import.meta.dirname, 'probe.ts')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    async sample() {
      child.send('sample');
      const [sample] = await once(child, 'message');
      return sample as Sample;
    },
    stop: () => stopChild(child),
  };
}

export async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
