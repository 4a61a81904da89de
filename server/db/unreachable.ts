import { firstLine } from '#server/db/migrations/files.ts';
import { classifyDatabaseError, isUnreachable } from '#server/db/postgres-errors.ts';
import { poolerLine } from '#server/db/session-check.ts';

/** The operator's message for a database that is away or refuses for now; undefined for any other failure. */
export function unreachableLine(error: unknown): string | undefined {
  const pooler = poolerLine(error);
  if (pooler !== undefined) return `DATABASE_POOLER ${pooler}`;
  if (classifyDatabaseError(error) !== 'unavailable') return undefined;
  if (!isUnreachable(error)) return `The database did not do it (${firstLine(error)})`;
  return `The database cannot be reached (${firstLine(error)}); is DATABASE_URL right?`;
}
