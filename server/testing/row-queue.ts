import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Database } from '#server/db/database.ts';

/** Runs the calls into the lock on a user's row, one behind the other, and lets them go. */
export async function queueAtRow<Result>(
  locker: Database,
  userId: string,
  calls: (() => Promise<Result>)[],
): Promise<Result[]> {
  const pending = await locker.transaction().execute(async (transaction) => {
    await sql`select 1 from users where id = ${userId} for update`.execute(transaction);
    const started: Promise<Result>[] = [];
    for (const call of calls) {
      started.push(call());
      await expect.poll(() => waiters(locker), { timeout: 2500 }).toBe(started.length);
    }
    return started.map((answer) => ({ answer }));
  });
  return Promise.all(pending.map(({ answer }) => answer));
}

/** How many wait for a lock in this database. */
export async function waiters(db: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.count ?? 0;
}
