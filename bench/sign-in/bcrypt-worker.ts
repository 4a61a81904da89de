import { compare } from 'bcryptjs';
import { parentPort, workerData } from 'node:worker_threads';

/** bcryptjs and nothing else, on one core: how many comparisons it ends, and how long they took. */
const { hash, password, seconds } = workerData as { hash: string; password: string; seconds: number };

await compare(password, hash);
const startedAt = performance.now();
let count = 0;
while (performance.now() - startedAt < seconds * 1000) {
  await compare(password, hash);
  count += 1;
}
parentPort?.postMessage({ count, seconds: (performance.now() - startedAt) / 1000 });
