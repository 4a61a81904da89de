import type { AccessTokenClaims } from '#server/security/access-token.ts';
import type { User } from '#shared/identity/users.ts';

/** How a caller holds tokens: in cookies, or by itself. */
export type Channel = 'cookie' | 'bearer';

/**
 * Whose page sent a request. `own`: ours, or no page at all. `listed`: an origin of CORS_ORIGINS. `refused`: any other
 * page.
 */
export type OriginStanding = 'own' | 'listed' | 'refused';

/** The tokens that a request brought; nothing here has been verified. */
export interface Credentials {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  /** Well-formed device tokens, the newest first: one for each person of this browser. */
  readonly deviceTokens: readonly string[];
  /** A sign-in that waits for its second factor, or an earlier answer to `auth.passkeyOptions`. */
  readonly challenge: string | null;
}

/** Who calls, from where, with which tokens. Read once a request, before any database read. */
export interface Caller {
  readonly origin: OriginStanding;
  /** The IP address; behind trusted proxies, the one that the outermost of them saw. */
  readonly address: string;
  /** No proxy and no tunnel stands between: what only its owner may read may be shown. */
  readonly isOnThisMachine: boolean;
  readonly userAgent: string | undefined;
  readonly requestId: string;
  /** `bearer`: no cookie counts and none is set. */
  readonly channel: Channel;
  readonly credentials: Credentials;
  /** The claims of a genuine access token, however old it is; null without one. */
  readonly claims: AccessTokenClaims | null;
}

/** Who acts: the user as the database has it now, and the live session that speaks for them. */
export interface Actor {
  readonly user: User;
  readonly sessionId: string;
  readonly accessExpiresAt: Date;
  readonly sessionExpiresAt: Date;
  /** True for ten minutes after a sign-in or after the password was given again: sensitive calls require it. */
  readonly isFreshlyAuthenticated: boolean;
}

/** A request of anybody, signed in or not. */
export interface AnyRequest {
  readonly caller: Caller;
}

/** A request of a signed-in person. */
export interface ActorRequest extends AnyRequest {
  readonly actor: Actor;
}
