import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely, type Transaction } from 'kysely';
import { describeBlockers } from '#server/db/lock-holders.ts';
import { MigrationError } from '#server/db/migration-error.ts';
import { lockTimeoutMillis } from '#server/db/migration-lock.ts';
import type { DB } from '#server/db/schema.ts';

const tries = 5;
/** Long enough for everybody who queued behind the last try. */
const betweenTriesMillis = 1000;
const watchMillis = 250;

/** 55P03 lock_not_available, 40P01 deadlock_detected. */
const lockCodes = new Set(['55P03', '40P01']);

/**
 * Runs `attempt`, a transaction whole, and again where it met a lock of somebody else: while a migration waits,
 * everybody queues behind it, so it waits briefly, lets them pass and comes back. Then it gives up and names who it is.
 */
export async function withLockPatience<Result>(
  db: Kysely<DB>,
  say: (line: string) => void,
  attempt: (watch: Watch) => Promise<Result>,
): Promise<Result> {
  for (let count = 1; ; count += 1) {
    const watch = createWatch(db);
    try {
      return await attempt(watch);
    } catch (error) {
      if (!isLockError(error)) throw error;
      const holder = watch.lastSeen() ?? 'an unknown process';
      if (count === tries)
        throw new MigrationError(
          `Gave up after ${tries} tries of ${lockTimeoutMillis / 1000} s, nothing was changed: a lock is held by ${holder}`,
          { cause: error },
        );
      say(`Waiting for a lock that is held by ${holder}`);
      await pause(betweenTriesMillis);
    } finally {
      watch.end();
    }
  }
}

export interface Watch {
  /** Begins to look who this transaction waits for. */
  begin(transaction: Transaction<DB>): Promise<void>;
}

/** Who is in the way can be asked only while one waits, so by another connection. */
function createWatch(db: Kysely<DB>): Watch & { lastSeen(): string | null; end(): void } {
  let lastSeen: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  return {
    async begin(transaction) {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      const look = async () => {
        lastSeen = (await describeBlockers(db, rows[0]?.pid ?? 0)) ?? lastSeen;
      };
      timer = setInterval(() => void look().catch(() => undefined), watchMillis);
    },
    lastSeen: () => lastSeen,
    end: () => clearInterval(timer),
  };
}

function isLockError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && lockCodes.has(String(error.code))) return true;
  return isLockError(error.cause);
}
