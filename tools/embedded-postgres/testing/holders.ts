import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { firstLine, startProcess } from '#tools/launcher/testing/processes.ts';

interface Holder {
  pid: number;
  url: string;
  folder: string;
  /** Leaves in good order. */
  leave(): Promise<number | null>;
  kill(): Promise<void>;
}

export async function startHolder(dataFolder: string): Promise<Holder> {
  const child = startProcess(process.execPath, [join(import.meta.dirname, 'holder.ts'), dataFolder]);
  return holderOf(child);
}

export async function holderOf(child: ChildProcess): Promise<Holder> {
  const { url, folder } = JSON.parse(await firstLine(child)) as { url: string; folder: string };
  const end = async (signal?: NodeJS.Signals) => {
    const exited = once(child, 'exit');
    if (signal) child.kill(signal);
    else child.stdin?.end();
    return (await exited)[0] as number | null;
  };
  return {
    pid: child.pid as number,
    url,
    folder,
    leave: () => end(),
    kill: async () => void (await end('SIGKILL')),
  };
}
