import { sql } from 'kysely';

/** When a session has ended, as every statement asks it. Every query names the table `sessions`. */
export function sessionEnd({ sessionIdleMinutes: idleMinutes }: { sessionIdleMinutes: number }) {
  const isExpired = sql<boolean>`(sessions.expires_at <= now() or (${idleMinutes}::int > 0
    and sessions.last_seen_at <= now() - make_interval(mins => ${idleMinutes}::int)))`;
  const idleEnd = sql<Date>`case when ${idleMinutes}::int > 0
    then sessions.last_seen_at + make_interval(mins => ${idleMinutes}::int) end`;
  return {
    isExpired,
    isLive: sql<boolean>`(sessions.revoked_at is null and not ${isExpired})`,
    /** `least` passes over a null. */
    endedAt: sql<Date>`least(sessions.expires_at, sessions.revoked_at, ${idleEnd})`,
  };
}
