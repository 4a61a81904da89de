import { setTimeout as pause } from 'node:timers/promises';
import { PostgresAdapter, PostgresDialect, sql, type Kysely, type Transaction } from 'kysely';
import { createDatabase } from '#server/db/database.ts';
import { describeAdvisoryHolder } from '#server/db/lock-holders.ts';
import { MigrationError } from '#server/db/migration-error.ts';
import type { DB } from '#server/db/schema.ts';
import { sessionSettings } from '#server/db/session-settings.ts';

type Say = (line: string) => void;

/** Any number that no other advisory lock of this database has. */
const migrationLock = 7_205_759_403;

/** A new index on a large table may take minutes, and whoever waits for it has nothing to do but that. */
const otherMigratorMillis = 10 * 60_000;
const askAgainMillis = 200;

/** Shorter than the server's patience with a statement: whoever queues behind a migration is still answered. */
export const lockTimeoutMillis = 2500;

/** Ours is held already. Kysely's own is a session's, which a pooler would lose, and it sets the lock's time limit anew. */
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
 * The migrator's connections: without the time limits of the server, and without any setting of a session, since all is
 * said within its one transaction. So it works through a pooler too. The second connection asks who is in the way.
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

/** Runs `work` in one transaction while no other process migrates this database; the end of the transaction ends the lock. */
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

/** For this transaction alone, whatever the role's defaults. transaction_timeout came with PostgreSQL 17; on Windows none looks after its client (20.3.3). */
async function applySettings(transaction: Transaction<DB>): Promise<void> {
  const settings = {
    ...sessionSettings(0),
    lock_timeout: String(lockTimeoutMillis),
    transaction_timeout: '0',
    // A migrator that was killed must not keep its locks until its statement ends.
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
