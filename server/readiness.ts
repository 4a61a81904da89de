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
      /** What a session of this database lacks, as a line about DATABASE_POOLER. */
      fault?: string;
      /** Only for the log: what the database or its pooler said. */
      detail?: { code?: string; message: string };
    };

/** How long an answer is reused before the next request asks the database again. */
const cachedMillis = 1000;

export type Readiness = ReturnType<typeof createReadiness>;

/** Whether this process may serve: it is not closing, reaches the database, and the schema fits this build. */
export function createReadiness(db: Database, log: Logger, pooler: DatabasePooler = 'none') {
  let isDraining = false;
  let known: ReadinessState | null = null;
  let askedAt = 0;
  let asking: Promise<ReadinessState> | null = null;

  function ask(): Promise<ReadinessState> {
    askedAt = performance.now();
    asking ??= readState(db, pooler)
      .then((state) => {
        logChange(log, known, state);
        return (known = state);
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  }

  return {
    /** Asks the database now. */
    async check(): Promise<ReadinessState> {
      return isDraining ? { ok: false, cause: 'draining', reason: 'the server is draining' } : ask();
    },

    /** Returns the cached state and refreshes it in the background, so that a hanging database delays no call. */
    async checkCached(): Promise<ReadinessState> {
      if (!known) return ask();
      if (performance.now() - askedAt <= cachedMillis) return known;
      const asked = ask();
      // A missing migration is asked for again, so that no call is refused once it is applied.
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
    if (fault !== null) {
      const detail = { message: `DATABASE_POOLER ${fault}` };
      return { ...unreachable('the database is not set up for this server', detail), fault };
    }
    const status = await schemaStatus(db);
    return status.ok ? status : { ok: false, cause: 'schema', reason: status.reason };
  } catch (error) {
    return unreachable('the database is unreachable', causeOf(error));
  }
}

function unreachable(reason: string, detail: { code?: string; message: string }) {
  return { ok: false, cause: 'database', reason, detail } as const;
}

function logChange(log: Logger, before: ReadinessState | null, now: ReadinessState): void {
  if (now.ok && before?.ok !== true) log.info('ready');
  if (!now.ok && (before === null || before.ok || logKeyOf(before) !== logKeyOf(now)))
    log.error({ reason: now.reason, ...now.detail }, 'not ready');
}

/** What makes a new log line: the reason and the code. A message may hold a port, so it counts only without a code. */
function logKeyOf({ reason, detail }: ReadinessState & { ok: false }): string {
  return `${reason} ${detail?.code ?? detail?.message ?? ''}`;
}
