import { setTimeout as pause } from 'node:timers/promises';
import { PostgresAdapter, PostgresDialect, sql, type Kysely, type Transaction } from 'kysely';
import { createDatabase } from '#server/db/database.ts';
import { MigrationError } from '#server/db/migrations/files.ts';
import type { DB } from '#server/db/schema.ts';
import { sessionSettings } from '#server/db/session-settings.ts';

type Say = (line: string) => void;

/** Any number that no other advisory lock of this database has. */
const migrationLock = 7_205_759_403;

/** A new index on a large table may take minutes, and a waiting migrator has nothing else to do. */
const otherMigratorMillis = 10 * 60_000;
const askAgainMillis = 200;

/** Shorter than the server's statement timeout: a call that queues behind a migration is still answered. */
const lockTimeoutMillis = 2500;

/** Our lock is held already. Kysely's belongs to a session, which a pooler would lose, and changes lock_timeout. */
class LockedAdapter extends PostgresAdapter {
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}

class MigratorDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new LockedAdapter();
  }
}

/**
 * The migrator's connections have no time limits and no session settings: it sets everything in its one transaction. So
 * it works through a pooler too. The second connection asks who holds the lock.
 */
export function openMigratorDatabase(url: string): Kysely<DB> {
  return createDatabase(url, {
    maxConnections: 2,
    statementTimeoutMillis: 0,
    applicationName: 'quantpulse-migrate',
    pooler: 'transaction',
    dialect: MigratorDialect,
  });
}

/** Runs `work` in one transaction while no other process migrates this database. The lock ends with the transaction. */
export async function withMigrationLock<Result>(
  db: Kysely<DB>,
  say: Say,
  work: (transaction: Transaction<DB>) => Promise<Result>,
): Promise<Result> {
  const giveUpAt = Date.now() + otherMigratorMillis;
  let hasSaid = false;
  for (;;) {
    const done = await tryOnce(db, work);
    if (done) return done.result;
    const holder = (await describeAdvisoryHolder(db, migrationLock)) ?? 'another process';
    if (Date.now() > giveUpAt)
      throw new MigrationError(`Gave up: this database is still being migrated by ${holder}`);
    if (!hasSaid) say(`Waiting for another process that migrates this database: ${holder}`);
    hasSaid = true;
    await pause(askAgainMillis);
  }
}

/** Undefined when another process migrates. */
function tryOnce<Result>(
  db: Kysely<DB>,
  work: (transaction: Transaction<DB>) => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  return db
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (transaction) => {
      await applySettings(transaction);
      const tried = await sql<{ got: boolean }>`
        select pg_try_advisory_xact_lock(${sql.lit(migrationLock)}) as got`.execute(transaction);
      return tried.rows[0]?.got ? { result: await work(transaction) } : undefined;
    });
}

/**
 * For this transaction alone, whatever the role's defaults. transaction_timeout came with PostgreSQL 17; Windows cannot
 * set client_connection_check_interval (20.3.3).
 */
async function applySettings(transaction: Transaction<DB>): Promise<void> {
  const settings = {
    ...sessionSettings(0),
    lock_timeout: String(lockTimeoutMillis),
    transaction_timeout: '0',
    // A killed migrator must not keep its locks until its statement ends.
    client_connection_check_interval: '1000',
  };
  const wanted = sql.join(
    Object.entries(settings).map(([name, value]) => sql`(${sql.lit(name)}, ${sql.lit(value)})`),
  );
  await sql`select set_config(wanted.name, wanted.value, true) from (values ${wanted}) as wanted (name, value)
    where wanted.name in (select lower(name) from pg_settings)
      and (wanted.name <> 'client_connection_check_interval' or version() !~* 'windows|mingw|visual c')`.execute(
    transaction,
  );
}

const tries = 5;
/** Long enough for every call that queued behind the last try. */
const betweenTriesMillis = 1000;
const watchMillis = 250;

/** 55P03 lock_not_available, 40P01 deadlock_detected. */
const lockCodes = new Set(['55P03', '40P01']);

/**
 * Runs `attempt`, a whole transaction, and again after it met the lock of another process. Every call queues behind a
 * waiting migration: so it waits briefly, lets them pass and tries again. At last it gives up and names who holds the
 * lock.
 */
export async function retryOnLock<Result>(
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
  /** Begins to watch who blocks this transaction. */
  begin(transaction: Transaction<DB>): Promise<void>;
}

/** Only another connection can ask who blocks, and only while the first one waits. */
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

interface Holder {
  readonly pid: number;
  readonly application: string | null;
  readonly since: Date | null;
}

/** Describes what blocks this process, for the operator. Never the statement, which may hold what people typed. */
async function describeBlockers(db: Kysely<DB>, pid: number): Promise<string | null> {
  return describe(db, sql`select unnest(pg_blocking_pids(${sql.lit(pid)}))`);
}

/** Describes what holds an advisory lock (PostgreSQL, 54.12: its number in two halves). */
async function describeAdvisoryHolder(db: Kysely<DB>, key: number): Promise<string | null> {
  const [high, low] = [Math.floor(key / 2 ** 32), key % 2 ** 32];
  return describe(
    db,
    sql`select pid from pg_locks where locktype = 'advisory' and granted and objsubid = 1
      and classid = ${sql.lit(high)}::oid and objid = ${sql.lit(low)}::oid
      and database = (select oid from pg_database where datname = current_database())`,
  );
}

async function describe(db: Kysely<DB>, pids: ReturnType<typeof sql>): Promise<string | null> {
  const { rows } = await sql<Holder>`
    select distinct blocker.pid, activity.application_name as application,
      coalesce(activity.xact_start, activity.backend_start) as since
    from (${pids}) as blocker (pid) left join pg_stat_activity as activity on activity.pid = blocker.pid
    order by blocker.pid limit 5`.execute(db);
  return rows.length === 0 ? null : rows.map(describeOne).join(', ');
}

function describeOne({ pid, application, since }: Holder): string {
  // PostgreSQL, 9.27: 0 stands for a prepared transaction, which has no process.
  if (pid === 0) return 'a prepared transaction';
  const name = application ? ` (${application})` : '';
  return `process ${pid}${name}${since ? ` since ${since.toISOString()}` : ''}`;
}
