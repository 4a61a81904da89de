import type { Database } from '#server/db/database.ts';
import { schemaStatus } from '#server/db/schema-status.ts';
import type { Logger } from '#server/logger.ts';

export type ReadinessState =
  { ok: true } | { ok: false; cause: 'database' | 'schema' | 'draining'; reason: string };

/** How long an answer holds before the next request has the database asked anew. */
const holdsMillis = 1000;

export type Readiness = ReturnType<typeof createReadiness>;

/** Whether this process may serve: not draining, the database reachable, every migration of this build applied unedited. */
export function createReadiness(db: Database, log: Logger) {
  let isDraining = false;
  let known: ReadinessState | null = null;
  let askedAt = 0;
  let asking: Promise<ReadinessState> | null = null;

  function ask(): Promise<ReadinessState> {
    askedAt = performance.now();
    asking ??= readState(db)
      .then((state) => {
        tellChange(log, known, state);
        return (known = state);
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  return {
    /** Asks the database at this moment. */
    async check(): Promise<ReadinessState> {
      return isDraining ? { ok: false, cause: 'draining', reason: 'the server is draining' } : ask();
    },

    /** The last answer, renewed behind the caller's back: a database that hangs must not hold up who needs none. */
    async checkHeld(): Promise<ReadinessState> {
      if (!known) return ask();
      if (performance.now() - askedAt <= holdsMillis) return known;
      const asked = ask();
      // After the migration has come, nobody is refused by the memory of its absence.
      return !known.ok && known.cause === 'schema' ? asked : known;
    },

    drain(): void {
      isDraining = true;
    },
  };
}

async function readState(db: Database): Promise<ReadinessState> {
  try {
    const status = await schemaStatus(db);
    return status.ok ? status : { ok: false, cause: 'schema', reason: status.reason };
  } catch {
    return { ok: false, cause: 'database', reason: 'the database is unreachable' };
  }
}

function tellChange(log: Logger, before: ReadinessState | null, now: ReadinessState): void {
  if (now.ok && before?.ok !== true) log.info('ready');
  if (!now.ok && (before === null || before.ok || before.reason !== now.reason))
    log.error({ reason: now.reason }, 'not ready');
}
