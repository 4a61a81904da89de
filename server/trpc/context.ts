import type { Actor, Client } from '#server/caller.ts';
import type { OriginStanding } from '#server/http/origin.ts';
import type { CookieSession } from '#server/trpc/cookie-session.ts';
import type { Services } from '#server/services.ts';

/** What every procedure of one request shares. */
export interface RequestContext {
  readonly services: Services;
  readonly client: Client;
  readonly origin: OriginStanding;
  readonly isBatch: boolean;
  /** True when the caller holds no cookies by rule: an Authorization header came, or a listed foreign origin called. */
  readonly isCookieless: boolean;
  readonly cookieSession: CookieSession;
  /** Read once for a whole batch, so that every call of it sees the session as it was at the start. */
  readonly findActor: () => Promise<Actor | null>;
}
