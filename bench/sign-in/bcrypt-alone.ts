import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A process that does nothing but compare passwords, one thread a core, and prints how many a second. */
const [seconds, hash, password] = process.argv.slice(2);
const workers = Array.from({ length: availableParallelism() }, () => {
  const workerData = { seconds: Number(seconds), hash, password };
  return new Worker(join(import.meta.dirname, 'bcrypt-worker.ts'), { workerData });
});
const counts = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
const perSecond = counts.map(
  (counted: { count: number; seconds: number }) => counted.count / counted.seconds,
);
process.send?.(perSecond.reduce((sum, rate) => sum + rate, 0));
process.disconnect?.();
