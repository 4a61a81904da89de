import cookieParser from 'cookie-parser';
import express, { type Express, type RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors/app-error.ts';
import { requireHost } from '#server/http/broken-requests.ts';
import { avatars } from '#server/http/avatars.ts';
import { callShape } from '#server/http/call-shape.ts';
import { bearerAlone, readCaller } from '#server/http/caller.ts';
import { undecoded } from '#server/http/credentials.ts';
import { cors } from '#server/http/cors.ts';
import { decodePath } from '#server/http/decode-path.ts';
import { warnOfForwarding } from '#server/http/forwarded-warning.ts';
import { healthz, readyz } from '#server/http/health.ts';
import { jsonBody } from '#server/http/json-body.ts';
import { lastResort } from '#server/http/last-resort.ts';
import { notFound, pages } from '#server/http/pages.ts';
import { sendRefusal, trpcRefusals } from '#server/http/refusal.ts';
import { requestCeiling } from '#server/http/request-ceiling.ts';
import { requestId } from '#server/request-id.ts';
import { requestLog } from '#server/http/request-log.ts';
import { schemaGate } from '#server/http/schema-gate.ts';
import { createSessionCookies } from '#server/http/session-cookies.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { securityTxt, securityTxtPath } from '#server/http/security-txt.ts';
import type { Logger } from '#server/logger.ts';
import type { Readiness } from '#server/readiness.ts';
import type { Security } from '#server/security/security.ts';
import type { TakeTokens } from '#server/security/token-bucket.ts';
import { createRestFace } from '#server/rest-handler.ts';
import type { Services } from '#server/services.ts';
import { createTrpcHandler } from '#server/trpc-handler.ts';
import { avatarPath } from '#shared/identity/avatars.ts';

interface Parts {
  config: Config;
  services: Services;
  security: Security;
  /** Where the request ceiling keeps its tokens. */
  take: TakeTokens;
  readiness: Readiness;
  log: Logger;
  /** The built client; without it this server answers calls only. */
  pagesFolder?: string | undefined;
}

/** The handlers in the order in which a request passes them. */
export function createApp(parts: Parts): Express {
  const { config, services, security, take, readiness, log, pagesFolder } = parts;
  const cookies = createSessionCookies(config.appOrigin);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  // As nginx does: `/TRPC` is a page that does not exist.
  app.enable('case sensitive routing');

  app.use(requestId, requestLog(log), securityHeaders(config), requireHost);
  if (config.trustedProxyHops === 0) app.use(warnOfForwarding(log));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(readiness));
  if (config.securityContact !== undefined) app.get(securityTxtPath, securityTxt(config.securityContact));

  app.use('/trpc', trpcRefusals);
  app.use('/trpc', noStore, cors(config.corsOrigins, 'GET, POST'));
  app.use('/api', noStore, cors(config.corsOrigins, 'DELETE, GET, HEAD, POST, PUT'));
  app.get('/api/v1/health', schemaGate(readiness), healthz);
  app.use('/api/v1', bearerAlone);
  app.use(
    ['/trpc', '/api'],
    cookieParser(undefined, undecoded),
    readCaller({ config, cookieNames: cookies.names, accessTokens: security.accessTokens }),
    requestCeiling(take, config.limits),
  );
  app.use('/trpc', callShape);
  app.use(['/trpc', '/api'], schemaGate(readiness));
  app.use(avatarPath, avatars(services.avatars.find));
  app.use('/api', createRestFace({ config, services, cookies, log }), notFoundAsJson);
  app.use('/trpc', jsonBody, createTrpcHandler({ config, services, cookies, log }));

  if (pagesFolder) app.use(pages(pagesFolder));
  app.use((_request, response) => notFound(response));
  app.use(lastResort(log));
  return app;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

const notFoundAsJson: RequestHandler = (request, response) => {
  const code = decodePath(request.path) === null ? 'MALFORMED_REQUEST' : 'NOT_FOUND';
  sendRefusal(request, response, new AppError(code));
};
