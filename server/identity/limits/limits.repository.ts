import { sql } from 'kysely';
import type { WindowLimit } from '#server/config/limits.ts';
import type { Database } from '#server/db/database.ts';
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

/** A place that is wanted in the fixed window of `key`. */
export interface Wanted {
  readonly key: Buffer;
  readonly limit: NonNullable<WindowLimit>;
  readonly device?: DeviceKey;
}

/** A window without a place: the number of who wanted it, its end, and whether its hit is recorded. */
interface Full {
  readonly index: number;
  readonly resetsAt: Date;
  readonly secondsLeft: number;
  readonly isTold: boolean;
}

interface PlaceRow {
  readonly place: number;
  readonly is_taken: boolean;
  readonly used: number;
  readonly resets_at: Date;
  readonly seconds_left: number;
  readonly is_told: boolean;
}

export type LimitsRepository = ReturnType<typeof createLimitsRepository>;

export function createLimitsRepository(db: Database) {
  return {
    /**
     * Counts one call in all of these windows, or in none: then `full` is the first that has no place. A window begins
     * with its first call. However many run at once, exactly as many get through as the limits say (migration 0032).
     */
    async takeAll(wanted: readonly Wanted[]): Promise<{ taken: Taken[]; full?: Full }> {
      if (wanted.length === 0) return { taken: [] };
      const places = {
        keys: wanted.map(({ key }) => key),
        counts: wanted.map(({ limit }) => limit.count),
        minutes: wanted.map(({ limit }) => limit.minutes),
        owners: wanted.map(({ device }) => device?.owner ?? null),
        hashes: wanted.map(({ device }) => device?.tokenHash ?? null),
      };
      const { rows } = await sql<PlaceRow>`select * from take_places(${places.keys}, ${places.counts},
        ${places.minutes}, ${places.owners}, ${places.hashes})`.execute(db);
      const refused = rows.find((row) => !row.is_taken);
      if (refused) return { taken: [], full: { ...windowOf(refused), index: refused.place - 1 } };
      if (rows.length !== wanted.length) throw new Error('take_places() has not answered for every window');
      return {
        taken: rows.map((row) => ({ ...windowOf(row), key: wanted[row.place - 1]!.key, used: row.used })),
      };
    },

    /** Undoes what was counted in one window, if that still runs. */
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

    /** Deletes one counter, then undoes what was counted in another: in the order in which both were counted. */
    async deleteAndRefund(key: Buffer, lost: Pick<Taken, 'key' | 'resetsAt'>): Promise<void> {
      await db
        .with('gone', (query) => query.deleteFrom('limit_counters').where('key', '=', key).returning('key'))
        .updateTable('limit_counters')
        .set({ used: sql`greatest(used - 1, 0)` })
        .where('key', '=', lost.key)
        .where('resets_at', '=', lost.resetsAt)
        // Reads all of it before it locks a row.
        .where(({ selectFrom, fn }) => selectFrom('gone').select(fn.countAll<number>().as('n')), '>=', 0)
        .execute();
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

function windowOf(row: PlaceRow) {
  return { resetsAt: row.resets_at, secondsLeft: row.seconds_left, isTold: row.is_told };
}
