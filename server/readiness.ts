import type { DatabasePooler } from '#server/config/database-url.ts';
import type { Database } from '#server/db/database.ts';
import { findSessionFault } from '#server/db/session-check.ts';
import { schemaStatus } from '#server/db/migrations/history.ts';
import { causeOf, type Logger } from '#server/logger.ts';

export type ReadinessState =
  | { ok: true }
  | {
      ok: false;
      cause: 'database' | 'schema' | 'draining';
      reason: string;
      /** For the log alone: what the database or its pooler said. */
      detail?: { code?: string; message: string };
    };

/** How long an answer holds before the next request has the database asked anew. */
const holdsMillis = 1000;

export type Readiness = ReturnType<typeof createReadiness>;

/** Whether this process may serve: not draining, the database reachable, every migration of this build applied unedited. */
export function createReadiness(db: Database, log: Logger, pooler: DatabasePooler = 'none') {
  let isDraining = false;
  let known: ReadinessState | null = null;
  let askedAt = 0;
  let asking: Promise<ReadinessState> | null = null;

  function ask(): Promise<ReadinessState> {
    askedAt = performance.now();
    asking ??= readState(db, pooler)
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

async function readState(db: Database, pooler: DatabasePooler): Promise<ReadinessState> {
  try {
    const fault = await findSessionFault(db, pooler);
    if (fault !== null)
      return unreachable('the database is not set up for this server', {
        message: `DATABASE_POOLER ${fault}`,
      });
    const status = await schemaStatus(db);
    return status.ok ? status : { ok: false, cause: 'schema', reason: status.reason };
  } catch (error) {
    return unreachable('the database is unreachable', causeOf(error));
  }
}

function unreachable(reason: string, detail: { code?: string; message: string }): ReadinessState {
  return { ok: false, cause: 'database', reason, detail };
}

function tellChange(log: Logger, before: ReadinessState | null, now: ReadinessState): void {
  if (now.ok && before?.ok !== true) log.info('ready');
  if (!now.ok && (before === null || before.ok || saidOf(before) !== saidOf(now)))
    log.error({ reason: now.reason, ...now.detail }, 'not ready');
}

/** A password that is wrong after the network has come back is another line; a message with a port in it is none. */
function saidOf({ reason, detail }: ReadinessState & { ok: false }): string {
  return `${reason} ${detail?.code ?? detail?.message ?? ''}`;
}
