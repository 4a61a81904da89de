import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import {
  freshUntil,
  statementsOf,
  type ActorRow,
  type NewSession,
  type OpenedSession,
  type RotatedSession,
  type Rotation,
  type SessionWithUser,
} from '#server/identity/sessions/session-statements.repository.ts';
import { sessionEnd, type SessionRules } from '#server/identity/sessions/session-endings.repository.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';

export type SessionsRepository = ReturnType<typeof createSessionsRepository>;

export function createSessionsRepository(db: Database, rules: SessionRules) {
  const { isLive } = sessionEnd(rules);
  const statements = statementsOf(rules);

  return {
    /** READ of the session design: the session and its user, as they are now. */
    async find(key: SessionKey): Promise<SessionWithUser | undefined> {
      return (await statements.session(db, key))[0];
    },

    /** The same of what an access token needs. */
    async findActor(key: SessionKey): Promise<ActorRow | undefined> {
      return (await statements.actor(db, key))[0];
    },

    /**
     * Opens a session, and ends the oldest living ones that would make more than `most` of them. The caller holds the
     * lock on the user's row, so that no two sign-ins count the same sessions. The clock is read under that lock.
     * `now()` is older than the wait for it: the newest session would count as the oldest.
     */
    async insert(session: NewSession, most: number): Promise<OpenedSession> {
      const [opened] = await statements.insert(db, { ...session, others: most - 1 });
      return opened!;
    },

    /**
     * ROTATE: only one caller wins, since the row must be the one named. It must live, be within its limit and belong
     * to an active user. Only the winner is counted. The database revokes the row of a user who is disabled meanwhile.
     */
    async rotate(rotation: Rotation): Promise<RotatedSession | undefined> {
      return (await statements.rotate(db, rotation))[0];
    },

    /** Records that the owner of a living session gave the password again. Returns until when that counts. */
    async updateReauthenticated(key: SessionKey): Promise<Date | undefined> {
      const row = await db
        .updateTable('sessions')
        .set({ reauthenticated_at: sql`now()` })
        .where('user_id', '=', key.userId)
        .where('id', '=', key.sessionId)
        .where(isLive)
        .returning(freshUntil.as('fresh_until'))
        .executeTakeFirst();
      return row?.fresh_until;
    },

    async exists({ userId, sessionId }: SessionKey): Promise<boolean> {
      const row = await db
        .selectFrom('sessions')
        .select('id')
        .where('user_id', '=', userId)
        .where('id', '=', sessionId)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Writes only if the stored time is older than `staleMillis`, so that parallel requests write once. */
    async updateLastSeen(key: SessionKey, staleMillis: number): Promise<void> {
      await db
        .updateTable('sessions')
        .set({ last_seen_at: sql`now()` })
        .where('user_id', '=', key.userId)
        .where('id', '=', key.sessionId)
        .where('last_seen_at', '<=', sql<Date>`now() - make_interval(secs => ${staleMillis / 1000})`)
        .where(isLive)
        .execute();
    },

    /** The newest sessions, living and ended ones, as long as they are kept; never a hash. */
    async findOfUser(userId: string, limit: number) {
      return db
        .selectFrom('sessions')
        .where('user_id', '=', userId)
        .select(['id', 'channel', 'remember_me', 'created_at', 'last_seen_at', 'rotated_at'])
        .select(['reauthenticated_at', 'expires_at', 'revoked_at', 'revoked_reason'])
        .select(['ip_address', 'device_info'])
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('sessions')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    async findLive(userId: string, limit: number) {
      return db
        .selectFrom('sessions')
        .where('user_id', '=', userId)
        .where(isLive)
        .select([
          'id',
          'device_info',
          'ip_address',
          'created_at',
          'last_seen_at',
          'expires_at',
          'remember_me',
        ])
        .orderBy('last_seen_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },
  };
}
