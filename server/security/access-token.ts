import jwt from 'jsonwebtoken';
import { v4 as randomUuid } from 'uuid';
import { z } from 'zod';
import type { VerifyingKeys } from '#server/security/keys.ts';
import { roles } from '#shared/permissions.ts';

/** RFC 9068 §2.1: the type keeps another kind of JWT of the same key from passing as an access token. */
const tokenType = 'at+jwt';
/** RFC 8725 §3.1: one pinned algorithm; the header of a token never chooses. */
const algorithm = 'HS256';
/** Three base64url parts, far above what this server mints and far below what would cost time to check. */
const tokenShape = /^[A-Za-z0-9_-]{1,200}\.[A-Za-z0-9_-]{1,1000}\.[A-Za-z0-9_-]{43}$/;

const headerSchema = z.strictObject({ alg: z.literal(algorithm), typ: z.literal(tokenType) });
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.guid(),
  sid: z.guid(),
  role: z.enum(roles),
  iat: z.int(),
  exp: z.int(),
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

/** Mints and checks JWT access tokens for `origin`, which is both issuer and audience. */
export function createAccessTokens(origin: string, keys: VerifyingKeys) {
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
     * The claims of a genuine token, or null. It does not look at the clock: `iat` and `exp` are compared with
     * the database's time where the session row is read, so that two replicas never disagree.
     */
    read(token: string): AccessTokenClaims | null {
      if (!tokenShape.test(token)) return null;
      for (const key of keys) {
        const claims = verify(token, key, origin);
        if (claims) return claims;
      }
      return null;
    },
  };
}

function verify(token: string, key: VerifyingKeys[number], origin: string): AccessTokenClaims | null {
  try {
    const { header, payload } = jwt.verify(token, key, {
      algorithms: [algorithm],
      ignoreExpiration: true,
      ignoreNotBefore: true,
      complete: true,
    });
    headerSchema.parse(header);
    const claims = claimsSchema.parse(payload);
    if (claims.iss !== origin || claims.aud !== origin) return null;
    const { sub: userId, sid: sessionId, role, iat: issuedAt, exp: expiresAt } = claims;
    return { userId, sessionId, role, issuedAt, expiresAt };
  } catch {
    return null;
  }
}
