import { AppError, unavailable } from '#server/errors.ts';
import type { SessionTokens, TokenIssuer } from '#server/features/sessions/session-tokens.ts';
import { judgeRefresh, type RefreshRefusal } from '#server/features/sessions/judge-refresh.ts';
import type {
  Channel,
  SessionWithUser,
  SessionsRepository,
} from '#server/features/sessions/sessions.repository.ts';
import type { RefreshTokenClaims, RefreshTokens } from '#server/security/refresh-token.ts';
import type { SecurityLog } from '#server/security-log.ts';

/** How often a lost race is judged anew. Each loss means another caller won, so the next verdict is grace nearly always. */
const maximumAttempts = 5;

interface Dependencies {
  sessions: SessionsRepository;
  refreshTokens: RefreshTokens;
  issueTokens: TokenIssuer;
  securityLog: SecurityLog;
}

export type RefreshService = ReturnType<typeof createRefreshService>;

export function createRefreshService({ sessions, refreshTokens, issueTokens, securityLog }: Dependencies) {
  /** The line names the code alone: whom an invented token claims to be is nobody's record. */
  function refuse(code: RefreshRefusal): AppError {
    securityLog('refresh-refused', { code });
    return new AppError(code);
  }

  /** Null when another caller changed the row first. */
  async function rotate(session: SessionWithUser, token: RefreshTokenClaims): Promise<SessionTokens | null> {
    const key = { userId: token.userId, sessionId: token.sessionId };
    const next = refreshTokens.mint({ ...key, generation: session.generation + 1 });
    const hasWon = await sessions.rotate({
      ...key,
      generation: session.generation,
      presentedHash: token.secretHash,
      currentHash: session.refresh_token_hash,
      newHash: next.secretHash,
    });
    return hasWon ? issueTokens(subjectOf(session), next.token) : null;
  }

  /** Null when the row must be judged anew. */
  async function attempt(token: RefreshTokenClaims, channel: Channel): Promise<SessionTokens | null> {
    const session = await sessions.find(token);
    const verdict = judgeRefresh(session, token, channel);
    if (verdict.act === 'refuse') throw refuse(verdict.code);
    if (!session) throw new AppError('REFRESH_INVALID');
    const { userId, sessionId } = token;
    if (verdict.act === 'grace') return issueTokens(subjectOf(session));
    if (verdict.act === 'end-as-stolen') {
      const hasEnded = await sessions.revoke({ userId, sessionId }, 'reuse');
      if (hasEnded) securityLog('refresh-reused', { userId, sessionId });
      throw new AppError('REFRESH_REUSED');
    }
    const tokens = await rotate(session, token);
    if (tokens && verdict.act === 'recover') securityLog('refresh-recovered', { userId, sessionId });
    return tokens;
  }

  return {
    /** Answers a presented refresh token as the refresh table says. */
    async refresh(presented: string, channel: Channel): Promise<SessionTokens> {
      const token = refreshTokens.read(presented);
      if (!token) throw refuse('REFRESH_INVALID');
      for (let count = 0; count < maximumAttempts; count += 1) {
        const tokens = await attempt(token, channel);
        if (tokens) return tokens;
      }
      throw unavailable(1);
    },

    /** The end of the session this token would refresh now, or null; nothing is written. */
    async peek(presented: string, channel: Channel): Promise<Date | null> {
      const token = refreshTokens.read(presented);
      if (!token) return null;
      const session = await sessions.find(token);
      const { act } = judgeRefresh(session, token, channel);
      return session && act !== 'refuse' && act !== 'end-as-stolen' ? session.session_expires_at : null;
    },
  };
}

function subjectOf(session: SessionWithUser) {
  return {
    userId: session.id,
    sessionId: session.session_id,
    role: session.role,
    rememberMe: session.remember_me,
    sessionExpiresAt: session.session_expires_at,
    now: session.now,
  };
}
