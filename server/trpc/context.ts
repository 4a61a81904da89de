import type { Actor, AnyRequest } from '#server/caller.ts';
import type { CookieWriter } from '#server/http/session-cookies.ts';
import type { Services } from '#server/services.ts';

/** What every procedure of one request shares. */
export interface RequestContext {
  readonly services: Services;
  /** Who calls; procedures for signed-in callers find the actor here too. */
  readonly request: AnyRequest;
  readonly isBatch: boolean;
  /** Whoever has not confirmed their address may do little more than confirm it. */
  readonly isVerifiedEmailRequired: boolean;
  readonly cookies: CookieWriter;
  /** Read once for a whole batch, so that all its calls see the session as it was at the start. */
  readonly findActor: () => Promise<Actor | null>;
}
