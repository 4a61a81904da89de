import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createDatabase } from '#server/db/database.ts';
import { createSecurity } from '#server/security/security.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';
import type { ServerEnvironment } from '../server-process.ts';

/** The session of a signed-in person, and its tokens. */
export interface OpenedSession extends SessionKey {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The server's own default. */
const accessSeconds = 15 * 60;

/** Opens sessions of the first `count` people directly in the database: signing in would cost seconds of hashing. */
export async function openSessions(environment: ServerEnvironment, count: number): Promise<OpenedSession[]> {
  const security = createSecurity({
    authSecrets: { current: environment.AUTH_SECRET, previous: [] },
    appOrigin: environment.APP_ORIGIN,
  });
  const db = createDatabase(environment.DATABASE_URL, { maxConnections: 1 });
  try {
    const users = await db.selectFrom('users').select('id').orderBy('id').limit(count).execute();
    const clock = await sql<{ now: number }>`select floor(extract(epoch from now()))::int as now`.execute(db);
    const issuedAt = clock.rows[0]?.now ?? 0;
    const opened = users.map(({ id: userId }) => {
      const key = { userId, sessionId: randomUUID() };
      const refresh = security.refreshTokens.mint({ ...key, generation: 0 });
      const times = { issuedAt, expiresAt: issuedAt + accessSeconds };
      const accessToken = security.accessTokens.mint({ ...key, role: 'user', ...times });
      return { ...key, accessToken, refreshToken: refresh.token, hash: refresh.secretHash };
    });
    await db.insertInto('sessions').values(opened.map(rowOf)).execute();
    return opened;
  } finally {
    await db.destroy();
  }
}

function rowOf({ userId, sessionId, hash }: { userId: string; sessionId: string; hash: Buffer }) {
  return {
    user_id: userId,
    id: sessionId,
    refresh_token_hash: hash,
    remember_me: false,
    channel: 'cookie' as const,
    expires_at: sql<Date>`now() + interval '1 day'`,
  };
}

/** The Cookie header of a signed-in browser. */
export function cookieHeader({ accessToken, refreshToken }: OpenedSession): Record<string, string> {
  return { Cookie: `qp_access=${accessToken}; qp_refresh=${refreshToken}; qp_device=${'d'.repeat(43)}` };
}
