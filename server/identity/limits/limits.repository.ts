import { sql } from 'kysely';
import type { WindowLimit } from '#server/config/limits.ts';
import type { Database } from '#server/db/database.ts';
import { fixedWindow, secondsUntil } from '#server/db/fixed-window.ts';
import { sweepBatch } from '#server/db/sweep-batch.ts';

/** One call counted by a counter; `resetsAt` identifies the window. */
export interface Taken {
  readonly key: Buffer;
  readonly resetsAt: Date;
  /** How many calls the window has counted, with this one. */
  readonly used: number;
  /** Until the window ends, at least one. */
  readonly secondsLeft: number;
}

/** A device of a person, by the hash of its token. */
export interface DeviceKey {
  readonly owner: string;
  readonly tokenHash: Buffer;
}

const counted = {
  used: sql<number>`limit_counters.used`,
  resetsAt: sql<Date>`limit_counters.resets_at`,
};

export type LimitsRepository = ReturnType<typeof createLimitsRepository>;

export function createLimitsRepository(db: Database) {
  return {
    /**
     * Counts one call in the fixed window of `key`; null when the window is full. The window begins with its first
     * call. One guarded statement: however many run at once, exactly `count` calls get through.
     */
    async take(key: Buffer, limit: NonNullable<WindowLimit>, device?: DeviceKey): Promise<Taken | null> {
      const window = fixedWindow(counted, limit);
      const ofDevice = { device_owner: device?.owner ?? null, device_hash: device?.tokenHash ?? null };
      const row = await db
        .insertInto('limit_counters')
        .values({ key, used: 1, resets_at: window.end, ...ofDevice })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({
              used: window.usedNext,
              is_hit_told: sql`not ${window.isOver} and limit_counters.is_hit_told`,
              resets_at: window.resetsNext,
            })
            .where(sql<boolean>`not ${window.isFull}`),
        )
        .returning(['resets_at', 'used', secondsUntil(counted.resetsAt).as('secondsLeft')])
        .executeTakeFirst();
      return row ? { key, resetsAt: row.resets_at, used: row.used, secondsLeft: row.secondsLeft } : null;
    },

    /** Undoes one `take` if its window still runs. */
    async refund(taken: Pick<Taken, 'key' | 'resetsAt'>): Promise<void> {
      await db
        .updateTable('limit_counters')
        .set({ used: sql`greatest(used - 1, 0)` })
        .where('key', '=', taken.key)
        .where('resets_at', '=', taken.resetsAt)
        .execute();
    },

    async delete(key: Buffer): Promise<void> {
      await db.deleteFrom('limit_counters').where('key', '=', key).execute();
    },

    /** Serialises counting the devices of one owner, until the transaction ends. */
    async lockDevices(owner: string): Promise<void> {
      await sql`select pg_advisory_xact_lock(hashtextextended(${owner}, 0))`.execute(db);
    },

    /** How many other devices of the owner have a running counter. */
    async countOtherDevices({ owner, tokenHash }: DeviceKey): Promise<number> {
      const row = await db
        .selectFrom('limit_counters')
        .innerJoin('known_devices', (join) =>
          join
            .onRef('known_devices.user_id', '=', 'limit_counters.device_owner')
            .onRef('known_devices.token_hash', '=', 'limit_counters.device_hash'),
        )
        .where('device_owner', '=', owner)
        .where('device_hash', '!=', tokenHash)
        .where('used', '>', 0)
        .where('resets_at', '>', sql<Date>`now()`)
        .select(sql<number>`count(distinct device_hash)::int`.as('devices'))
        .executeTakeFirstOrThrow();
      return row.devices;
    },

    /** When a counter's window ends, in how many whole seconds (at least one), and whether its hit is recorded. */
    async findWindow(key: Buffer) {
      return db
        .selectFrom('limit_counters')
        .where('key', '=', key)
        .select(['resets_at as resetsAt', 'is_hit_told as isTold'])
        .select(secondsUntil(counted.resetsAt).as('secondsLeft'))
        .executeTakeFirst();
    },

    /** True for the first who records this window's hit. A window counted in another table gets a row here. */
    async markTold(key: Buffer, resetsAt: Date): Promise<boolean> {
      const row = await db
        .insertInto('limit_counters')
        .values({ key, used: 0, resets_at: resetsAt, is_hit_told: true })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet({ is_hit_told: true, resets_at: resetsAt })
            .where(
              // A later window keeps its end: moved back, it would count again from zero.
              sql<boolean>`limit_counters.resets_at < ${resetsAt}
                or (limit_counters.resets_at = ${resetsAt} and not limit_counters.is_hit_told)`,
            ),
        )
        .returning('key')
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Removes at most `batch` counters whose window has ended; returns their number. */
    async deleteOver(batch: number): Promise<number> {
      return sweepBatch(db, { table: 'limit_counters', age: sql`resets_at`, before: sql`now()`, batch });
    },
  };
}
