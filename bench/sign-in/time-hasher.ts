import { fork } from 'node:child_process';
import { join } from 'node:path';
import { nextMessage, stopChild } from '../processes/child-answers.ts';
import type { HasherTiming } from './hasher-alone.ts';

/** Measures a hasher alone on all cores: bcryptjs against `hash`, argon2id without one. */
export async function timeHasher(
  seconds: number,
  password: string,
  hash: string | null,
): Promise<HasherTiming> {
  const args = [String(seconds), password, ...(hash === null ? [] : [hash])];
  const child = fork(join(import.meta.dirname, 'hasher-alone.ts'), args);
  const timing = await nextMessage(child);
  await stopChild(child);
  return timing as HasherTiming;
}
