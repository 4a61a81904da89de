import { compare } from 'bcryptjs';
import { parentPort, workerData } from 'node:worker_threads';

/** What one thread has done. */
export interface Counted {
  readonly count: number;
  readonly seconds: number;
  readonly cpuMicros: number;
}

/** Runs only bcryptjs, on one core. */
const { hash, password, seconds } = workerData as { hash: string; password: string; seconds: number };

await compare(password, hash);
const startedAt = performance.now();
const startedWith = process.threadCpuUsage();
let count = 0;
while (performance.now() - startedAt < seconds * 1000) {
  await compare(password, hash);
  count += 1;
}
const { user, system } = process.threadCpuUsage(startedWith);
const counted: Counted = {
  count,
  seconds: (performance.now() - startedAt) / 1000,
  cpuMicros: user + system,
};
parentPort?.postMessage(counted);
