import jwt from 'jsonwebtoken';
import { v4 as randomUuid } from 'uuid';
import { z } from 'zod';
import type { VerifyingKeys } from '#server/security/keys.ts';
import { roles } from '#shared/permissions.ts';

/** The type keeps another kind of JWT of the same key from passing as an access token (RFC 9068 §2.1). */
const tokenType = 'at+jwt';
/** One fixed algorithm: the header of a token never chooses (RFC 8725 §3.1). */
const algorithm = 'HS256';
/** Three base64url parts: far longer than this server's tokens, and far shorter than would cost time to check. */
const tokenShape = /^[A-Za-z0-9_-]{1,200}\.[A-Za-z0-9_-]{1,1000}\.[A-Za-z0-9_-]{43}$/;

const headerSchema = z.strictObject({ alg: z.literal(algorithm), typ: z.literal(tokenType) });
/** Strict: no server of ours has written any other claim (RFC 7519 §4). */
const claimsSchema = z.strictObject({
  iss: z.string(),
  aud: z.string(),
  sub: z.guid(),
  sid: z.guid(),
  role: z.enum(roles),
  iat: z.int().positive(),
  exp: z.int().positive(),
  jti: z.string().min(1),
});

/** What an access token says. `issuedAt` and `expiresAt` are the database's time in whole seconds since 1970. */
export interface AccessTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: (typeof roles)[number];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

export type AccessTokens = ReturnType<typeof createAccessTokens>;

/** About eight megabytes of tokens and claims. */
const rememberedTokens = 10_000;

/** Mints and checks JWT access tokens; `origin` is both issuer and audience. */
export function createAccessTokens(origin: string, keys: VerifyingKeys) {
  /** Genuine ones: whether a token is genuine never changes. The session row decides whether it still counts. */
  const genuine = new Map<string, AccessTokenClaims>();

  function verifyWithAny(token: string): AccessTokenClaims | null {
    for (const key of keys) {
      const claims = verify(token, key, origin);
      if (claims) return claims;
    }
    return null;
  }

  return {
    /** A signed token of exactly these claims. */
    mint(claims: AccessTokenClaims): string {
      const payload = {
        sub: claims.userId,
        sid: claims.sessionId,
        role: claims.role,
        iat: claims.issuedAt,
        exp: claims.expiresAt,
        jti: randomUuid(),
        iss: origin,
        aud: origin,
      };
      return jwt.sign(payload, keys[0], { algorithm, header: { alg: algorithm, typ: tokenType } });
    },

    /**
     * The claims of a genuine token, or null. The clock is not checked here: `isTimely` compares `iat` and `exp` where
     * the session row is read. It uses the database's time, so that two replicas never disagree. An old token still
     * names the session that a sign-out ends.
     */
    read(token: string): AccessTokenClaims | null {
      const known = genuine.get(token);
      if (known) return known;
      const claims = tokenShape.test(token) ? verifyWithAny(token) : null;
      if (claims) {
        if (genuine.size >= rememberedTokens) genuine.clear();
        genuine.set(copyOf(token), claims);
      }
      return claims;
    },
  };
}

/** A copy: V8 keeps a part of a text as a view, and so the whole header with it. */
function copyOf(token: string): string {
  return Buffer.from(token, 'latin1').toString('latin1');
}

/**
 * Whether a token's times fit the database's time, its session and the setting. A longer life than the setting's is
 * refused too. Whoever lowers the setting means it, and a refused client just refreshes.
 */
export function isTimely(
  { issuedAt, expiresAt }: AccessTokenClaims,
  { now, sessionExpiresAt, accessMinutes }: { now: Date; sessionExpiresAt: Date; accessMinutes: number },
): boolean {
  const seconds = now.getTime() / 1000;
  if (issuedAt > seconds || expiresAt <= seconds) return false;
  return expiresAt - issuedAt <= accessMinutes * 60 && expiresAt * 1000 <= sessionExpiresAt.getTime();
}

/**
 * Accepts only what `mint` writes, byte for byte. Another spelling may be read differently elsewhere: a repeated name,
 * a space, `1e9`.
 */
function isCanonical(token: string): boolean {
  return token.split('.', 2).every((part) => {
    const text = Buffer.from(part, 'base64url').toString();
    return Buffer.from(JSON.stringify(JSON.parse(text))).toString('base64url') === part;
  });
}

function verify(token: string, key: VerifyingKeys[number], origin: string): AccessTokenClaims | null {
  try {
    const { header, payload } = jwt.verify(token, key, {
      algorithms: [algorithm],
      ignoreExpiration: true,
      ignoreNotBefore: true,
      complete: true,
    });
    if (!isCanonical(token)) return null;
    headerSchema.parse(header);
    const claims = claimsSchema.parse(payload);
    if (claims.iss !== origin || claims.aud !== origin) return null;
    const { sub: userId, sid: sessionId, role, iat: issuedAt, exp: expiresAt } = claims;
    return { userId, sessionId, role, issuedAt, expiresAt };
  } catch {
    return null;
  }
}
