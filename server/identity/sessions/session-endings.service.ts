import type { Client, PresentedTokens } from '#server/caller.ts';
import type { RevokedReason } from '#server/identity/sessions/session-endings.repository.ts';
import type { SessionKey } from '#server/identity/sessions/sessions.repository.ts';
import type { Repositories } from '#server/repositories.ts';
import type { AccessTokens } from '#server/security/access-token.ts';
import type { RefreshTokens } from '#server/security/refresh-token.ts';
import type { AuditEvent } from '#shared/identity/audit.ts';

interface Readers {
  accessTokens: Pick<AccessTokens, 'read'>;
  refreshTokens: Pick<RefreshTokens, 'read'>;
}

export type NamedSessions = ReturnType<typeof createNamedSessions>;

/** The sessions that genuine tokens name, however old the tokens; in one order, so that two who end the same ones never wait for each other. */
export function createNamedSessions({ accessTokens, refreshTokens }: Readers) {
  return ({ access, refresh }: PresentedTokens): SessionKey[] => {
    const claims = [
      access === null ? null : accessTokens.read(access),
      refresh === null ? null : refreshTokens.read(refresh),
    ];
    return claims
      .filter((claim) => claim !== null)
      .map(({ userId, sessionId }) => ({ userId, sessionId }))
      .toSorted((one, other) => (one.sessionId < other.sessionId ? -1 : 1));
  };
}

const eventOfReason: Partial<Record<RevokedReason, AuditEvent>> = {
  logout: 'signed-out',
  replaced: 'session-replaced',
  reuse: 'refresh-reused',
};

/** Ends one session and tells of it, in the transaction of the repositories; false when it had ended before. */
export async function endSession(
  { sessionEndings, audit }: Pick<Repositories, 'sessionEndings' | 'audit'>,
  key: SessionKey,
  { reason, client, actorId }: { reason: RevokedReason; client: Client; actorId?: string },
): Promise<boolean> {
  const hasEnded = await sessionEndings.revoke(key, reason);
  const event = eventOfReason[reason] ?? 'session-revoked';
  if (hasEnded) await audit.insert({ event, ...key, ...(actorId && { actorId }), client });
  return hasEnded;
}
