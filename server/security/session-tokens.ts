import type { AccessTokens } from '#server/security/access-token.ts';
import type { SessionTimes } from '#shared/identity/auth.ts';
import type { BearerTokens } from '#shared/identity/tokens.ts';
import type { Role } from '#shared/permissions.ts';

/** Identifies a session; the index of the table begins with the user. */
export interface SessionKey {
  readonly userId: string;
  readonly sessionId: string;
}

/** What a caller receives when a session opens or is refreshed. Without a refresh token: keep the one you have. */
export interface SessionTokens {
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  readonly refreshToken?: string;
  readonly sessionExpiresAt: Date;
  readonly rememberMe: boolean;
  /** The database's time when the tokens were made. */
  readonly issuedAt: Date;
}

interface Subject extends SessionKey {
  readonly role: Role;
  readonly rememberMe: boolean;
  readonly sessionExpiresAt: Date;
  readonly now: Date;
}

export type TokenIssuer = ReturnType<typeof createTokenIssuer>;

/** Issues tokens: an access token lives `accessMinutes`, but never longer than its session. */
export function createTokenIssuer(accessTokens: AccessTokens, accessMinutes: number) {
  return (subject: Subject, refreshToken?: string): SessionTokens => {
    const issuedAt = inSeconds(subject.now);
    const expiresAt = Math.min(issuedAt + accessMinutes * 60, inSeconds(subject.sessionExpiresAt));
    const { userId, sessionId, role } = subject;
    return {
      accessToken: accessTokens.mint({ userId, sessionId, role, issuedAt, expiresAt }),
      accessExpiresAt: new Date(expiresAt * 1000),
      sessionExpiresAt: subject.sessionExpiresAt,
      rememberMe: subject.rememberMe,
      issuedAt: subject.now,
      ...(refreshToken && { refreshToken }),
    };
  };
}

/** The public part of tokens: when they end. */
export function toSessionTimes(tokens: SessionTokens): SessionTimes {
  return {
    accessExpiresAt: tokens.accessExpiresAt.toISOString(),
    sessionExpiresAt: tokens.sessionExpiresAt.toISOString(),
  };
}

/** Tokens for a caller that holds them itself. */
export function toBearerTokens(tokens: SessionTokens): BearerTokens {
  return {
    accessToken: tokens.accessToken,
    tokenType: 'bearer',
    expiresIn: Math.max(0, inSeconds(tokens.accessExpiresAt) - inSeconds(tokens.issuedAt)),
    ...(tokens.refreshToken && { refreshToken: tokens.refreshToken }),
  };
}

function inSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
