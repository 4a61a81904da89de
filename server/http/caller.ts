import type { IncomingMessage } from 'node:http';
import type { RequestHandler, Response } from 'express';
import type { Caller, OriginStanding } from '#server/caller.ts';
import type { Config } from '#server/config.ts';
import { clientAddress } from '#server/http/client-address.ts';
import { readCredentials, type CookieNames } from '#server/http/credentials.ts';
import { isFromThisMachine } from '#server/http/this-machine.ts';
import { currentRequestId } from '#server/request-id.ts';
import type { AccessTokens } from '#server/security/access-token.ts';

interface Settings {
  readonly config: Pick<Config, 'trustedProxyHops' | 'corsOrigins' | 'appOrigin'>;
  readonly cookieNames: CookieNames;
  readonly accessTokens: Pick<AccessTokens, 'read'>;
}

/** From this handler on no cookie is read and none is set. */
export const bearerAlone: RequestHandler = (_request, response, next) => {
  response.locals['takesBearerAlone'] = true;
  next();
};

/** Reads who calls. The ceiling and the procedures use the same result, so they never disagree. */
export function readCaller({ config, cookieNames, accessTokens }: Settings): RequestHandler {
  return (request, response, next) => {
    const origin = originStanding(request, config);
    const isWithoutCookies = origin === 'listed' || response.locals['takesBearerAlone'] === true;
    const { channel, ...credentials } = readCredentials(request, cookieNames, isWithoutCookies);
    const { accessToken } = credentials;
    const caller: Caller = {
      origin,
      address: clientAddress(request, config.trustedProxyHops),
      // Asked by few calls, so that the others need not pay for it.
      get isOnThisMachine() {
        return isFromThisMachine(request);
      },
      userAgent: request.headers['user-agent'],
      requestId: currentRequestId(),
      channel,
      credentials,
      claims: accessToken === null ? null : accessTokens.read(accessToken),
    };
    response.locals['caller'] = caller;
    next();
  };
}

/** Who calls, as `readCaller` read it. */
export function callerOf(response: Response): Caller {
  return response.locals['caller'] as Caller;
}

interface Origins {
  readonly appOrigin: string;
  readonly corsOrigins: readonly string[];
}

/**
 * Whose page sent this. Fetch metadata is what the browser itself says (W3C Fetch Metadata); `Origin` serves older
 * browsers. A request with neither comes from no page.
 */
function originStanding(request: IncomingMessage, { appOrigin, corsOrigins }: Origins): OriginStanding {
  const { origin } = request.headers;
  if (origin !== undefined && corsOrigins.includes(origin)) return 'listed';
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'own' : 'refused';
  return origin === undefined || origin === appOrigin ? 'own' : 'refused';
}
