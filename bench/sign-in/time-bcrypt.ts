import { fork } from 'node:child_process';
import { join } from 'node:path';
import { nextMessage, stopChild } from '../processes/child-answers.ts';
import type { BcryptTiming } from './bcrypt-alone.ts';

/** Measures bcryptjs alone on all cores. */
export async function timeBcrypt(seconds: number, hash: string, password: string): Promise<BcryptTiming> {
  const child = fork(join(import.meta.dirname, 'bcrypt-alone.ts'), [String(seconds), hash, password]);
  const timing = await nextMessage(child);
  await stopChild(child);
  return timing as BcryptTiming;
}
