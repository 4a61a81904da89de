import type { Caller, Credentials } from '#server/caller.ts';
import type { RevokedReason } from '#server/identity/sessions/session-endings.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import type { AccessTokens } from '#server/security/access-token.ts';
import type { RefreshTokens } from '#server/security/refresh-token.ts';
import type { SessionKey } from '#server/security/session-tokens.ts';
import type { AuditEvent } from '#shared/identity/audit.ts';

interface Dependencies {
  accessTokens: Pick<AccessTokens, 'read'>;
  refreshTokens: Pick<RefreshTokens, 'read'>;
}

interface Ending {
  readonly reason: RevokedReason;
  readonly caller: Caller;
  readonly actorId?: string;
}

const eventOfReason: Partial<Record<RevokedReason, AuditEvent>> = {
  logout: 'signed-out',
  replaced: 'session-replaced',
  reuse: 'refresh-reused',
};

export type SessionEndings = ReturnType<typeof createSessionEndings>;

/** Ends sessions and writes the audit events about it. */
export function createSessionEndings({ accessTokens, refreshTokens }: Dependencies) {
  return {
    /** The sessions that genuine tokens name, however old; in one order, so that two callers cannot deadlock. */
    named({ accessToken, refreshToken }: Credentials): SessionKey[] {
      const claims = [
        accessToken === null ? null : accessTokens.read(accessToken),
        refreshToken === null ? null : refreshTokens.read(refreshToken),
      ];
      return claims
        .filter((claim) => claim !== null)
        .map(({ userId, sessionId }) => ({ userId, sessionId }))
        .toSorted((one, other) => (one.sessionId < other.sessionId ? -1 : 1));
    },

    /** Ends one session and records it, in the transaction of `repositories`; false when it had ended before. */
    async end(
      { sessionEndings, audit }: Pick<Repositories, 'sessionEndings' | 'audit'>,
      key: SessionKey,
      { reason, caller, actorId }: Ending,
    ): Promise<boolean> {
      const hasEnded = await sessionEndings.revoke(key, reason);
      const event = eventOfReason[reason] ?? 'session-revoked';
      if (hasEnded) await audit.insert({ event, ...key, ...(actorId && { actorId }), caller });
      return hasEnded;
    },
  };
}
