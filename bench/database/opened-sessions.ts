import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createDatabase } from '#server/db/database.ts';
import { createSecurity } from '#server/security/security.ts';
import type { ServerEnvironment } from '../server-process.ts';

/** What somebody who is signed in holds. */
export interface OpenedSession {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Sessions of the first `count` people, opened behind the server's back, as signing in would cost seconds of hashing. */
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
    const opened: OpenedSession[] = [];
    for (const { id: userId } of users) {
      const sessionId = randomUUID();
      const refresh = security.refreshTokens.mint({ userId, sessionId, generation: 0 });
      await db
        .insertInto('sessions')
        .values({
          user_id: userId,
          id: sessionId,
          refresh_token_hash: refresh.secretHash,
          remember_me: false,
          channel: 'cookie',
          expires_at: sql`now() + interval '1 day'`,
        })
        .execute();
      const accessToken = security.accessTokens.mint({
        userId,
        sessionId,
        role: 'user',
        issuedAt,
        expiresAt: issuedAt + 15 * 60,
      });
      opened.push({ accessToken, refreshToken: refresh.token });
    }
    return opened;
  } finally {
    await db.destroy();
  }
}

/** The Cookie header of a browser that signed in. */
export function cookieHeader({ accessToken, refreshToken }: OpenedSession): Record<string, string> {
  return { Cookie: `qp_access=${accessToken}; qp_refresh=${refreshToken}; qp_device=${'d'.repeat(43)}` };
}
