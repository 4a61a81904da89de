import { workerData } from 'node:worker_threads';
import { createDatabase } from '#server/db/database.ts';
import { AppError } from '#server/errors/app-error.ts';
import { toAppError } from '#server/errors/error-body.ts';
import type { ReadingSource } from '#server/money/readings/reading-threads.service.ts';
import { tellIn, type Asked, type ReadingAnswer } from '#server/money/readings/readings.rules.ts';
import { createReadings } from '#server/readings.ts';
import { createReadingSnapshot } from '#server/repositories.ts';

interface Task {
  readonly name: string;
  readonly asked: Asked<never>;
}

const { databaseUrl, databasePooler } = workerData as ReadingSource;
const db = createDatabase(databaseUrl, { pooler: databasePooler, maxConnections: 1 });
const inSnapshot = createReadingSnapshot(db);
const { byName } = createReadings();

/** Reckons one reading in this thread. */
export default async function run({ name, asked }: Task): Promise<ReadingAnswer> {
  const reading = byName.get(name);
  if (!reading) throw new Error(`There is no reading ${name}`);
  try {
    const told = await inSnapshot((kept) => tellIn(kept, reading, { ...asked, isAnyLength: true }));
    if (!told) throw new Error('A reading of any length was not reckoned');
    return { told };
  } catch (error) {
    const { code, params, fields } = toAppError(error);
    const cause = error instanceof AppError ? undefined : error;
    return { refused: { code, cause, ...(params && { params }), ...(fields && { fields }) } };
  }
}
