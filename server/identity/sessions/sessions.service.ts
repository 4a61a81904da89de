import { AppError } from '#server/errors/app-error.ts';
import type { Actor, ActorRequest, AnyRequest } from '#server/caller.ts';
import type { SessionEndings } from '#server/identity/sessions/session-endings.service.ts';
import { toSessionListItem } from '#server/identity/sessions/sessions.presenter.ts';
import type { SessionsRepository } from '#server/identity/sessions/sessions.repository.ts';
import { toUser } from '#server/identity/users/users.presenter.ts';
import type { InTransaction } from '#server/repositories.ts';
import { isTimely, type AccessTokenClaims } from '#server/security/access-token.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import type { RefreshTokens } from '#server/security/refresh-token.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';
import { listedSessionsMaximum, type SessionListItem } from '#shared/identity/sessions.ts';

/** How old "last seen" may get: a busy session writes it once a minute, not on every request. */
const maximumStaleMillis = 60_000;
/** The same as a share of a short idle time: a session in use must not count as idle. */
const staleShareOfIdle = 0.1;

interface Dependencies {
  sessions: SessionsRepository;
  refreshTokens: RefreshTokens;
  endings: SessionEndings;
  inTransaction: InTransaction;
  sessionIdleMinutes: number;
  accessMinutes: number;
}

export type SessionsService = ReturnType<typeof createSessionsService>;

export function createSessionsService(dependencies: Dependencies) {
  const { sessions, refreshTokens, endings, inTransaction, accessMinutes } = dependencies;
  const idleMillis = dependencies.sessionIdleMinutes * 60_000;
  const staleMillis = Math.min(maximumStaleMillis, idleMillis * staleShareOfIdle || maximumStaleMillis);

  async function endAll(
    { actor, caller }: ActorRequest,
    exceptId?: string,
  ): Promise<{ endedSessions: number }> {
    const userId = actor.user.id;
    return inTransaction(async ({ sessionEndings, devices, audit }) => {
      const { length: endedSessions } = await sessionEndings.revokeAll(userId, 'revoked', exceptId);
      if (exceptId === undefined)
        await devices.deleteOthers(userId, caller.credentials.deviceTokens.map(deviceTokenHash));
      const event = {
        event: 'sessions-revoked',
        userId,
        actorId: userId,
        sessionId: actor.sessionId,
      } as const;
      if (endedSessions > 0) await audit.insert({ ...event, caller, details: { endedSessions } });
      return { endedSessions };
    });
  }

  /** Runs beside the answer: a read-only database or a locked row must not fail the call. */
  function noteSeen(key: SessionKey): void {
    sessions.updateLastSeen(key, staleMillis).catch(() => undefined);
  }

  return {
    /** The user behind a genuine access token, or null. The session row decides; the token alone proves nothing. */
    async authenticate(claims: AccessTokenClaims): Promise<Actor | null> {
      const session = await sessions.findActor(claims);
      if (!session?.is_live || !session.is_active) return null;
      const { now, session_expires_at: sessionExpiresAt } = session;
      if (!isTimely(claims, { now, sessionExpiresAt, accessMinutes })) return null;
      if (session.seen_ago_ms >= staleMillis) noteSeen(claims);
      return {
        user: toUser(session),
        sessionId: claims.sessionId,
        accessExpiresAt: new Date(claims.expiresAt * 1000),
        sessionExpiresAt,
        isFreshlyAuthenticated: session.is_freshly_authenticated,
      };
    },

    async list({ actor }: ActorRequest): Promise<SessionListItem[]> {
      const rows = await sessions.findLive(actor.user.id, listedSessionsMaximum);
      return rows.map((row) => ({ ...toSessionListItem(row), current: row.id === actor.sessionId }));
    },

    /** Ends one of the actor's own sessions. Another person's id answers like one that does not exist. */
    async revoke(
      { actor, caller }: ActorRequest,
      { sessionId }: { sessionId: string },
    ): Promise<{ ok: true }> {
      const key = { userId: actor.user.id, sessionId };
      if (!(await sessions.exists(key))) throw new AppError('NOT_FOUND');
      const ending = { reason: 'revoked', caller, actorId: actor.user.id } as const;
      await inTransaction((repositories) => endings.end(repositories, key, ending));
      return { ok: true };
    },

    revokeOthers: (request: ActorRequest) => endAll(request, request.actor.sessionId),

    /** Also forgets every other device: the caller suspects somebody of using one. */
    revokeAll: (request: ActorRequest) => endAll(request),

    /** Ends every session that the request's tokens name, however old the tokens are. */
    async logout({ caller }: AnyRequest): Promise<{ ok: true }> {
      const named = endings.named(caller.credentials);
      if (named.length > 0)
        await inTransaction(async (repositories) => {
          for (const key of named) await endings.end(repositories, key, { reason: 'logout', caller });
        });
      return { ok: true };
    },

    /** Ends the Bearer session of a refresh token; any other token gets the same answer (RFC 7009 §2.2). */
    async revokeToken({ caller }: AnyRequest, refreshToken: string): Promise<{ ok: true }> {
      const claims = refreshTokens.read(refreshToken);
      const session = claims && (await sessions.find(claims));
      if (claims && session?.channel === 'bearer') {
        const { userId, sessionId } = claims;
        const ending = { reason: 'logout', caller } as const;
        await inTransaction((repositories) => endings.end(repositories, { userId, sessionId }, ending));
      }
      return { ok: true };
    },
  };
}
