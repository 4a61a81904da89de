import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BcryptTiming } from './bcrypt-alone.ts';

/** bcryptjs alone on all cores. */
export async function timeBcrypt(seconds: number, hash: string, password: string): Promise<BcryptTiming> {
  const child = fork(join(import.meta.dirname, 'bcrypt-alone.ts'), [String(seconds), hash, password]);
  const [timing] = await once(child, 'message');
  if (child.exitCode === null) await once(child, 'exit');
  return timing as BcryptTiming;
}
