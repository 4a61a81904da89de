import { sql } from 'kysely';
import type { WindowLimit } from '#server/config/limits.ts';
import type { Database } from '#server/db/database.ts';
import { daysAgo, sweepBatch } from '#server/db/sweep-batch.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';

export interface SessionRules {
  /** After how many minutes without a request a session counts as expired; 0: never. */
  readonly sessionIdleMinutes: number;
  readonly rotationsPerSession: WindowLimit;
}

/** The database itself writes two more, when it ends the sessions of a disabled account. */
export type RevokedReason =
  | 'logout'
  | 'replaced'
  | 'reuse'
  | 'limit'
  | 'revoked'
  | 'password-changed'
  | 'password-reset';

/** When a session has ended, for every statement that asks. Every query names the table `sessions`. */
export function sessionEnd({ sessionIdleMinutes: idleMinutes }: Pick<SessionRules, 'sessionIdleMinutes'>) {
  const isExpired = sql<boolean>`(sessions.expires_at <= now() or (${idleMinutes}::int > 0
    and sessions.last_seen_at <= now() - make_interval(mins => ${idleMinutes}::int)))`;
  const idleEnd = sql<Date>`case when ${idleMinutes}::int > 0
    then sessions.last_seen_at + make_interval(mins => ${idleMinutes}::int) end`;
  return {
    isExpired,
    isLive: sql<boolean>`(sessions.revoked_at is null and not ${isExpired})`,
    /** `least` ignores a null. */
    endedAt: sql<Date>`least(sessions.expires_at, sessions.revoked_at, ${idleEnd})`,
  };
}

export function createSessionEndingsRepository(db: Database, rules: SessionRules) {
  const { isExpired, isLive, endedAt } = sessionEnd(rules);
  const isOpen = sql<boolean>`(sessions.revoked_at is null and sessions.expires_at > now())`;

  return {
    /** Ends one session; false when it was not living. */
    async revoke(key: SessionKey, reason: RevokedReason): Promise<boolean> {
      const result = await db
        .updateTable('sessions')
        .set({ revoked_at: sql`now()`, revoked_reason: reason })
        .where('user_id', '=', key.userId)
        .where('id', '=', key.sessionId)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /**
     * Ends all sessions of a user, or all but one, and returns those that were living. An idle one ends too: a longer
     * idle time would revive it.
     *
     * Every such statement locks the rows in the order of their ids, so that none can deadlock.
     */
    async revokeAll(userId: string, reason: RevokedReason, exceptId?: string) {
      await db
        .selectFrom('sessions')
        .select('id')
        .where('user_id', '=', userId)
        .where(isOpen)
        .orderBy('id')
        .forUpdate()
        .execute();
      const ended = await db
        .updateTable('sessions')
        .set({ revoked_at: sql`now()`, revoked_reason: reason })
        .where('user_id', '=', userId)
        .$if(exceptId !== undefined, (query) => query.where('id', '!=', exceptId ?? ''))
        .where(isOpen)
        .returning(['id', 'expires_at', 'remember_me', sql<boolean>`not ${isExpired}`.as('was_live')])
        .execute();
      return ended.filter(({ was_live: wasLive }) => wasLive);
    },

    /** Ends all sessions of many users, locked in the same order. Returns the number of living ones per user. */
    async revokeAllOf(userIds: string[], reason: RevokedReason): Promise<Map<string, number>> {
      const open = db.selectFrom('sessions').where('user_id', 'in', userIds).where(isOpen);
      await open.select('id').orderBy('id').forUpdate().execute();
      const ended = await db
        .updateTable('sessions')
        .set({ revoked_at: sql`now()`, revoked_reason: reason })
        .where('user_id', 'in', userIds)
        .where(isOpen)
        .returning(['user_id', sql<boolean>`not ${isExpired}`.as('was_live')])
        .execute();
      const counts = new Map<string, number>();
      for (const { user_id: userId, was_live: wasLive } of ended)
        if (wasLive) counts.set(userId, (counts.get(userId) ?? 0) + 1);
      return counts;
    },

    /** Removes at most `batch` sessions that ended more than `days` ago; the number removed. */
    async deleteEnded(days: number, batch: number): Promise<number> {
      const indexed = sql<Date>`least(expires_at, revoked_at)`;
      return sweepBatch(db, { table: 'sessions', age: indexed, before: daysAgo(days), batch });
    },

    /**
     * Reads `rows` rows of the primary key, and finds the users who have more than `keep` among them. `next` is where
     * the next step begins; null at the end. Steps overlap by `keep`, so that no user is split in two.
     */
    async findCrowded(after: SessionKey, keep: number, rows: number) {
      const { rows: found } = await sql<{ crowded: string[]; next: [string, string] | null }>`
        with walked as materialized (
          select user_id, id from sessions where (user_id, id) > (${after.userId}::uuid, ${after.sessionId}::uuid)
          order by user_id, id limit ${sql.lit(rows)}),
        page as materialized (
          select user_id, id, lag(user_id, ${sql.lit(keep)}) over (order by user_id, id) as ahead from walked)
        select array(select distinct user_id from page where ahead = user_id) as crowded,
          (select array[user_id, id] from page order by user_id, id
            offset ${sql.lit(rows - keep - 1)} limit 1) as next`.execute(db);
      const { crowded = [], next = null } = found[0] ?? {};
      return { crowded, next: next && { userId: next[0], sessionId: next[1] } };
    },

    /** Reads `rows` rows of the primary key: how many live, and when the oldest of their refresh tokens was made. */
    async tallyLive(after: SessionKey, rows: number) {
      const { rows: found } = await sql<{
        live: number;
        oldest: Date | null;
        read: number;
        next: [string, string];
      }>`
        with page as materialized (
          select user_id, id, rotated_at, ${isLive} as is_live from sessions
          where (user_id, id) > (${after.userId}::uuid, ${after.sessionId}::uuid)
          order by user_id, id limit ${sql.lit(rows)})
        select (count(*) filter (where is_live))::int as live, min(rotated_at) filter (where is_live) as oldest,
          count(*)::int as read,
          (select array[user_id, id] from page order by user_id desc, id desc limit 1) as next
        from page`.execute(db);
      const { live = 0, oldest = null, read = 0, next } = found[0] ?? {};
      return {
        live,
        oldest,
        rows: read,
        next: read === rows && next ? { userId: next[0], sessionId: next[1] } : null,
      };
    },

    /** Removes at most `batch` ended sessions of a user beyond the newest `keep`; the number removed. */
    async deleteEndedOf(userId: string, keep: number, batch: number): Promise<number> {
      const { numAffectedRows } = await sql`delete from sessions where ctid = any(array(
        select ctid from sessions where ctid = any(array(
          select ctid from sessions where user_id = ${userId} and not ${isLive}
          order by ${endedAt} desc, id desc offset ${keep} limit ${batch})) for update skip locked))`.execute(
        db,
      );
      return Number(numAffectedRows);
    },
  };
}
