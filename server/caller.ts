import type { AccessTokenClaims } from '#server/security/access-token.ts';
import type { User } from '#shared/identity/users.ts';

/** How a caller holds tokens: in cookies, or by itself. */
export type Channel = 'cookie' | 'bearer';

/** How a request stands to our origin: a page of ours or no page at all, a listed foreign origin, or somebody else's page. */
export type OriginStanding = 'own' | 'listed' | 'refused';

/** What a request brought to prove who it is; nothing here has been verified. */
export interface Credentials {
  readonly accessToken: string | null;
  readonly refreshToken: string | null;
  /** Well-formed device tokens, the newest first: one for each person of this browser. */
  readonly deviceTokens: readonly string[];
}

/** Who calls, from where, with what: read once a request, before any database read. */
export interface Caller {
  readonly origin: OriginStanding;
  /** The IP address; behind trusted proxies, the one that the outermost of them saw. */
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly requestId: string;
  /** `bearer`: no cookie counts and none is set. */
  readonly channel: Channel;
  readonly credentials: Credentials;
  /** What a genuine access token says, however old it is; null without one. */
  readonly claims: AccessTokenClaims | null;
}

/** Who acts: the user as the database has it now, and the live session that speaks for them. */
export interface Actor {
  readonly user: User;
  readonly sessionId: string;
  readonly accessExpiresAt: Date;
  readonly sessionExpiresAt: Date;
  /** True within ten minutes of a sign-in or of the password given anew: what sensitive acts ask for. */
  readonly isFreshlyAuthenticated: boolean;
}

/** A request of anybody. */
export interface AnyRequest {
  readonly caller: Caller;
}

/** A request of somebody who is signed in. */
export interface ActorRequest extends AnyRequest {
  readonly actor: Actor;
}
