import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Counted } from './hasher-worker.ts';

/** Hashes a second on all cores together, and what one costs a core. */
export interface HasherTiming {
  readonly perSecond: number;
  readonly cpuMillis: number;
}

/** A process that only hashes, with one thread per core. */
const [seconds, password, hash = null] = parseArgs({ allowPositionals: true }).positionals;
const workers = Array.from({ length: availableParallelism() }, () => {
  const workerData = { seconds: Number(seconds), hash, password };
  return new Worker(join(import.meta.dirname, 'hasher-worker.ts'), { workerData });
});
const counted = await Promise.all(
  workers.map(async (worker): Promise<Counted> => (await once(worker, 'message'))[0]),
);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const timing: HasherTiming = {
  perSecond: sum(counted.map(({ count, seconds: taken }) => count / taken)),
  cpuMillis: sum(counted.map(({ cpuMicros }) => cpuMicros)) / 1000 / sum(counted.map(({ count }) => count)),
};
// Stays until it is told to stop: a process that ends at once may lose its answer.
process.on('disconnect', () => process.exit());
if (process.connected) process.send?.(timing);
