import type { Actor, Client, PresentedTokens } from '#server/features/sessions/actor.ts';
import type { SessionTokens, TokenIssuer } from '#server/features/sessions/session-tokens.ts';
import type {
  Channel,
  RevokedReason,
  SessionKey,
  SessionsRepository,
} from '#server/features/sessions/sessions.repository.ts';
import { toUser } from '#server/features/users/user.presenter.ts';
import type { UserRow } from '#server/features/users/users.repository.ts';
import type { AccessTokens } from '#server/security/access-token.ts';
import { newId } from '#server/security/identifiers.ts';
import type { RefreshTokens } from '#server/security/refresh-token.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { SessionListItem } from '#shared/schemas/sessions.ts';

/** More devices than a person has; the oldest session ends when another opens (ASVS 5.0 7.1.2 asks for a documented limit). */
const maximumLiveSessions = 20;
/** How stale "last seen" may get: one write a minute keeps a busy session from writing on every request. */
const maximumStaleMillis = 60_000;
/** Of the idle time, where that is short: a session in use must not pass for an idle one. */
const staleShareOfIdle = 0.1;

interface Dependencies {
  sessions: SessionsRepository;
  accessTokens: AccessTokens;
  refreshTokens: RefreshTokens;
  issueTokens: TokenIssuer;
  lifetimes: { sessionHours: number; rememberedSessionHours: number; sessionIdleMinutes: number };
  securityLog: SecurityLog;
}

interface Opening {
  user: UserRow;
  rememberMe: boolean;
  channel: Channel;
  client: Client;
  presented: PresentedTokens;
}

export type SessionsService = ReturnType<typeof createSessionsService>;

export function createSessionsService(dependencies: Dependencies) {
  const { sessions, accessTokens, refreshTokens, issueTokens, lifetimes, securityLog } = dependencies;
  const idleMillis = lifetimes.sessionIdleMinutes * 60_000;
  const staleMillis = Math.min(maximumStaleMillis, idleMillis * staleShareOfIdle || maximumStaleMillis);

  /** Ends every session that a genuine token names, however old the token. */
  async function endNamed(repository: SessionsRepository, tokens: PresentedTokens, reason: RevokedReason) {
    const named: (SessionKey | null)[] = [
      tokens.access === null ? null : accessTokens.read(tokens.access),
      tokens.refresh === null ? null : refreshTokens.read(tokens.refresh),
    ];
    for (const key of named) {
      if (key === null) continue;
      const { userId, sessionId } = key;
      const hasEnded = await repository.revoke({ userId, sessionId }, reason);
      if (hasEnded) securityLog('session-ended', { userId, sessionId, reason });
    }
  }

  return {
    /**
     * Opens a session in the transaction of `repository`, which holds the lock on the user's row. The sessions the
     * caller came with end first, so that none of them costs another device its place.
     */
    async open(repository: SessionsRepository, opening: Opening): Promise<SessionTokens> {
      const { user, rememberMe, channel, client } = opening;
      await endNamed(repository, opening.presented, 'replaced');
      const key = { userId: user.id, sessionId: newId() };
      const refresh = refreshTokens.mint({ ...key, generation: 0 });
      const { expires_at: sessionExpiresAt, now } = await repository.insert({
        ...key,
        refreshTokenHash: refresh.secretHash,
        rememberMe,
        channel,
        hours: rememberMe ? lifetimes.rememberedSessionHours : lifetimes.sessionHours,
        ip: client.ip,
        device: client.userAgent?.slice(0, 500) ?? null,
      });
      await repository.revokeOldest(user.id, maximumLiveSessions);
      return issueTokens({ ...key, role: user.role, rememberMe, sessionExpiresAt, now }, refresh.token);
    },

    /** Who speaks with this access token, or null: the session row decides, the token alone proves nothing. */
    async authenticate(accessToken: string): Promise<Actor | null> {
      const claims = accessTokens.read(accessToken);
      if (!claims) return null;
      const session = await sessions.find(claims);
      if (!session || session.is_revoked || session.is_expired || !session.is_active) return null;
      const now = session.now.getTime() / 1000;
      if (claims.expiresAt <= now || claims.issuedAt > now) return null;
      if (session.seen_ago_ms >= staleMillis) await sessions.updateLastSeen(claims, staleMillis);
      return {
        user: toUser(session),
        sessionId: claims.sessionId,
        accessExpiresAt: new Date(claims.expiresAt * 1000),
        sessionExpiresAt: session.session_expires_at,
      };
    },

    async list(actor: Actor): Promise<SessionListItem[]> {
      const rows = await sessions.findLive(actor.user.id);
      return rows.map((row) => ({
        id: row.id,
        current: row.id === actor.sessionId,
        device: row.device_info,
        ip: row.ip_address,
        createdAt: row.created_at.toISOString(),
        lastSeenAt: row.last_seen_at.toISOString(),
        expiresAt: row.expires_at.toISOString(),
        rememberMe: row.remember_me,
      }));
    },

    async logout(presented: PresentedTokens): Promise<void> {
      await endNamed(sessions, presented, 'logout');
    },
  };
}
