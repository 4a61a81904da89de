import type { ChildProcess } from 'node:child_process';

/** The next message of a child; rejects if the child ends first. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = () => {
      child.off('message', take);
      reject(
        new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${endOf(child)} and without an answer`),
      );
    };
    const take = (message: unknown) => {
      child.off('exit', end);
      resolve(message);
    };
    if (hasEnded(child)) return end();
    child.once('message', take);
    child.once('exit', end);
  });
}

/** Asks the child to stop, and waits until it has ended. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function endOf({ exitCode, signalCode }: ChildProcess): string {
  return exitCode === null ? String(signalCode) : `code ${exitCode}`;
}
