import type { Response } from 'express';
import type { Config } from '#server/config.ts';
import { callerOf } from '#server/http/caller.ts';
import { describeRequest } from '#server/http/request-log.ts';
import type { SessionCookies } from '#server/http/session-cookies.ts';
import { once } from '#server/once.ts';
import type { Services } from '#server/services.ts';
import type { RequestContext } from '#server/trpc/context.ts';

interface Parts {
  readonly config: Pick<Config, 'isVerifiedEmailRequired'>;
  readonly services: Services;
  readonly cookies: SessionCookies;
}

/** What the calls of one request share. Who makes them is read from the database when the first of them asks. */
export function requestContext(
  { config, services, cookies }: Parts,
  response: Response,
): Omit<RequestContext, 'isBatch'> {
  const caller = callerOf(response);
  return {
    services,
    request: { caller },
    isVerifiedEmailRequired: config.isVerifiedEmailRequired,
    cookies: cookies.writerOf(response, caller),
    findActor: once(async () => {
      const actor = caller.claims && (await services.sessions.authenticate(caller.claims));
      if (actor) describeRequest(response, { actorId: actor.user.id });
      return actor;
    }),
  };
}
