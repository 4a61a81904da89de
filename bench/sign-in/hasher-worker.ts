import { argon2Sync } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { compare } from 'bcryptjs';
import { defaultHashSettings } from '#server/security/hashers.ts';

/** What one thread has done. */
export interface Counted {
  readonly count: number;
  readonly seconds: number;
  readonly cpuMicros: number;
}

/** Runs only a hasher, on one core: bcryptjs against a hash, or argon2id by the server's own settings without one. */
const { hash, password, seconds } = workerData as { hash: string | null; password: string; seconds: number };
const { memory, passes } = defaultHashSettings;
const argon2id = {
  message: password,
  nonce: Buffer.alloc(16),
  parallelism: 1,
  tagLength: 32,
  memory,
  passes,
};
const work = () => (hash === null ? argon2Sync('argon2id', argon2id) : compare(password, hash));

await work();
const startedAt = performance.now();
const startedWith = process.threadCpuUsage();
let count = 0;
while (performance.now() - startedAt < seconds * 1000) {
  await work();
  count += 1;
}
const { user, system } = process.threadCpuUsage(startedWith);
const counted: Counted = {
  count,
  seconds: (performance.now() - startedAt) / 1000,
  cpuMicros: user + system,
};
parentPort?.postMessage(counted);
