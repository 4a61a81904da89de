import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import type { DatabasePooler } from '#server/config/database-url.ts';
import { AppError, unavailable } from '#server/errors/app-error.ts';
import type { Asked, ReadingAnswer, Told } from './readings.rules.ts';
import { createPersonLines } from '#server/person-lines.ts';
import { createWorkQueue } from '#server/work-queue.ts';
import { rootFolder } from '#server/root-folder.ts';

/** Where a thread reads: each has one connection of its own. */
export interface ReadingSource {
  readonly databaseUrl: string;
  readonly databasePooler: DatabasePooler;
}

interface Settings {
  readonly maximumWaitMillis?: number;
  /** What a thread runs; tests have it fail. */
  readonly filename?: string;
}

const defaultMaximumWaitMillis = 10_000;
const retryAfterSeconds = 2;
/** A thread that nobody needs ends, and gives its memory and its connection back. */
const idleMillis = 60_000;
/** The most threads that one person has at once. */
const mostOfOne = 2;
/** One core is left to the thread that answers. */
const spareCores = 1;

export type ReadingThreads = ReturnType<typeof createReadingThreads>;

/** Reckons long readings in worker threads, those of different people in turn. */
export function createReadingThreads(source: ReadingSource, settings: Settings = {}) {
  const cores = availableParallelism();
  const width = cores > spareCores ? cores - spareCores : 1;
  const pool = new Piscina({
    filename: settings.filename ?? join(rootFolder, 'server/reading-worker.ts'),
    workerData: source,
    minThreads: 0,
    maxThreads: width,
    idleTimeout: idleMillis,
    // A thread that slept between its tasks would not hear of a connection that ends.
    atomics: 'disabled',
  });
  // A thread that dies without work is nobody's failure; the next task starts another.
  pool.on('error', () => undefined);
  const inTurn = createWorkQueue(createPersonLines(mostOfOne), {
    width,
    maximumWaitMillis: settings.maximumWaitMillis ?? defaultMaximumWaitMillis,
    refuse: () => unavailable(retryAfterSeconds),
  });

  let isClosed = false;

  async function run(name: string, asked: Asked<unknown>): Promise<ReadingAnswer> {
    // A pool that has ended would start threads again for who still waits.
    if (isClosed) throw unavailable(retryAfterSeconds);
    try {
      return await pool.run({ name, asked });
    } catch (error) {
      // Its thread has died, or the server closes.
      throw unavailable(retryAfterSeconds, error);
    }
  }

  return {
    /** SERVICE_UNAVAILABLE after waiting too long for a turn, and where the thread dies. */
    async tellLong(name: string, asked: Asked<unknown>): Promise<Told> {
      const answer = await inTurn(asked.userId, () => run(name, asked));
      if ('told' in answer) return answer.told;
      const { code, cause, ...details } = answer.refused;
      throw new AppError(code, { ...details, cause });
    },

    /** Ends the threads; what they still have is refused. */
    async close(): Promise<void> {
      isClosed = true;
      await pool.destroy();
    },
  };
}
