import { firstLine } from '#server/db/migration-error.ts';
import { classifyDatabaseError } from '#server/db/postgres-errors.ts';

/** The operator's line for a database that is away; undefined for any other failure. */
export function unreachableLine(error: unknown): string | undefined {
  if (classifyDatabaseError(error) !== 'unavailable') return undefined;
  return `The database cannot be reached (${firstLine(error)}); is DATABASE_URL right?`;
}
