import { AppError, unavailable } from '#server/errors/app-error.ts';
import type { LimitHits } from '#server/identity/limits/limit-hits.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { SessionTokens, TokenIssuer } from '#server/security/session-tokens.ts';
import { judgeRefresh, type Refused } from '#server/identity/sessions/refresh.rules.ts';
import type { AnyRequest, Caller, Channel } from '#server/caller.ts';
import type { SessionEndings } from '#server/identity/sessions/session-endings.service.ts';
import type {
  RotatedSession,
  SessionWithUser,
} from '#server/identity/sessions/session-statements.repository.ts';
import type { SessionsRepository } from '#server/identity/sessions/sessions.repository.ts';
import type { LimitKeys } from '#server/security/limit-keys.ts';
import type { RefreshTokenClaims, RefreshTokens } from '#server/security/refresh-token.ts';
import type { SecurityLog } from '#server/security-log.ts';
import type { InTransaction } from '#server/repositories.ts';

/** How often a lost race is judged again. Another caller won each time, so the next verdict is nearly always grace. */
const maximumAttempts = 5;

/** The row that a rotation replaces, as it was presented or read. */
interface Replaced {
  readonly generation: number;
  readonly currentHash: Buffer;
}

interface Dependencies {
  sessions: Pick<SessionsRepository, 'find' | 'rotate'>;
  refreshTokens: Pick<RefreshTokens, 'read' | 'mint'>;
  issueTokens: TokenIssuer;
  inTransaction: InTransaction;
  securityLog: SecurityLog;
  endings: Pick<SessionEndings, 'end'>;
  hits: LimitHits;
  mail: Pick<MailService, 'queue'>;
  limitKey: LimitKeys;
}

export type RefreshService = ReturnType<typeof createRefreshService>;

export function createRefreshService(dependencies: Dependencies) {
  const { sessions, refreshTokens, issueTokens, inTransaction, securityLog } = dependencies;
  const { endings, hits, limitKey, mail } = dependencies;

  /** Logs the code alone: an invented token must not add to the record of the user it names. */
  function refuse({ code, params }: Refused, { address }: Caller): AppError {
    securityLog('refresh-refused', { code, ip: address });
    return new AppError(code, params && { params });
  }

  function refuseRotation(session: SessionWithUser, caller: Caller): Promise<AppError> {
    const { id: userId, session_id: sessionId, rotations_reset_at: resetsAt } = session;
    const name = 'rotations-session';
    const key = limitKey(name, sessionId);
    const window = { name, key, resetsAt, secondsLeft: session.rotations_reset_in_s, isTold: false };
    return hits.refuse(window, { userId, sessionId, caller });
  }

  /** Null when the row is no longer, or never was, the one that is replaced. */
  async function rotate(
    { generation, currentHash }: Replaced,
    token: RefreshTokenClaims,
    { isRecovery, caller }: { isRecovery: boolean; caller: Caller },
  ): Promise<SessionTokens | null> {
    const { userId, sessionId, secretHash: presentedHash } = token;
    const next = refreshTokens.mint({ userId, sessionId, generation: generation + 1 });
    const { channel } = caller;
    const hashes = { presentedHash, currentHash, newHash: next.secretHash };
    const rotation = { userId, sessionId, channel, generation, ...hashes };
    const rotated = isRecovery
      ? await inTransaction(async (repositories) => {
          const recovered = await repositories.sessions.rotate(rotation);
          if (recovered)
            await repositories.audit.insert({ event: 'refresh-recovered', userId, sessionId, caller });
          return recovered;
        })
      : await sessions.rotate(rotation);
    return rotated ? issueTokens(subjectOf(rotated), next.token) : null;
  }

  /** Two parties hold a token older than the parent. The session ends, and every device of the user is forgotten. */
  async function endAsStolen({ userId, sessionId }: RefreshTokenClaims, caller: Caller): Promise<never> {
    await inTransaction(async (repositories) => {
      const hasEnded = await endings.end(repositories, { userId, sessionId }, { reason: 'reuse', caller });
      if (!hasEnded) return;
      await repositories.devices.deleteAll(userId);
      const owner = await repositories.accounts.findNames(userId);
      if (owner) await mail.queue(repositories, { kind: 'session-copied', userId, to: owner.email, caller });
    });
    throw new AppError('REFRESH_REUSED');
  }

  /** Null when the row must be judged again. */
  async function attempt(token: RefreshTokenClaims, caller: Caller): Promise<SessionTokens | null> {
    const session = await sessions.find(token);
    const verdict = judgeRefresh(session, token, caller.channel);
    if (verdict.act === 'refuse') throw refuse(verdict, caller);
    if (!session) throw new AppError('REFRESH_INVALID');
    if (verdict.act === 'grace') return issueTokens(subjectOf(session));
    if (verdict.act === 'end-as-stolen') return endAsStolen(token, caller);
    if (session.is_rotation_limited) throw await refuseRotation(session, caller);
    const replaced = { generation: session.generation, currentHash: session.refresh_token_hash };
    return rotate(replaced, token, { isRecovery: verdict.act === 'recover', caller });
  }

  return {
    /** Answers a presented refresh token by the refresh table. */
    async refresh({ caller }: AnyRequest, presented: string): Promise<SessionTokens> {
      const token = refreshTokens.read(presented);
      if (!token) throw refuse({ code: 'REFRESH_INVALID' }, caller);
      // Nearly always the token is the current one: the update alone tells, and saves reading the row before.
      const current = { generation: token.generation, currentHash: token.secretHash };
      const rotated = await rotate(current, token, { isRecovery: false, caller });
      if (rotated) return rotated;
      for (let count = 0; count < maximumAttempts; count += 1) {
        const tokens = await attempt(token, caller);
        if (tokens) return tokens;
      }
      throw unavailable(1);
    },

    /** The end of the session that this token would refresh now, or null. Writes nothing. */
    async peek(presented: string, channel: Channel): Promise<Date | null> {
      const token = refreshTokens.read(presented);
      if (!token) return null;
      const session = await sessions.find(token);
      const { act } = judgeRefresh(session, token, channel);
      return session && act !== 'refuse' && act !== 'end-as-stolen' ? session.session_expires_at : null;
    },
  };
}

function subjectOf(session: RotatedSession) {
  return {
    userId: session.id,
    sessionId: session.session_id,
    role: session.role,
    rememberMe: session.remember_me,
    sessionExpiresAt: session.session_expires_at,
    now: session.now,
  };
}
