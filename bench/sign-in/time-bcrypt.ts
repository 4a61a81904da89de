import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Comparisons a second of bcryptjs alone on all cores. */
export async function timeBcrypt(seconds: number, hash: string, password: string): Promise<number> {
  const child = fork(join(import.meta.dirname, 'bcrypt-alone.ts'), [String(seconds), hash, password]);
  const [rate] = await once(child, 'message');
  if (child.exitCode === null) await once(child, 'exit');
  return Number(rate);
}
