import { sql } from 'kysely';

/** When a session has ended, as every statement asks it. Every query names the table `sessions`. */
export function sessionEnd({ sessionIdleMinutes: idleMinutes }: { sessionIdleMinutes: number }) {
  const isExpired = sql<boolean>`(sessions.expires_at <= now() or (${idleMinutes}::int > 0
    and sessions.last_seen_at <= now() - make_interval(mins => ${idleMinutes}::int)))`;
  return { isExpired, isLive: sql<boolean>`(sessions.revoked_at is null and not ${isExpired})` };
}
