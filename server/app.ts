import cookieParser from 'cookie-parser';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Config } from '#server/config.ts';
import { AppError } from '#server/errors.ts';
import { callShape, jsonBody } from '#server/http/call-shape.ts';
import { healthz, readyz } from '#server/http/health.ts';
import { cors } from '#server/http/origin.ts';
import { notFound, pages } from '#server/http/pages.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import { requestId } from '#server/http/request-id.ts';
import { requestLog } from '#server/http/request-log.ts';
import { schemaGate } from '#server/http/schema-gate.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import type { Logger } from '#server/logger.ts';
import type { Readiness } from '#server/readiness.ts';
import type { Services } from '#server/services.ts';
import { createTrpcHandler } from '#server/trpc/handler.ts';
import type { ErrorCode } from '#shared/errors.ts';

interface Parts {
  config: Config;
  services: Services;
  readiness: Readiness;
  log: Logger;
  /** The built client; without it this server answers calls only. */
  pagesFolder?: string | undefined;
}

/** The way of a request, in order. */
export function createApp({ config, services, readiness, log, pagesFolder }: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');

  app.use(requestId, requestLog(log), securityHeaders(config.appOrigin));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(readiness));

  app.use(['/trpc', '/api'], noStore, cors(config.corsOrigins));
  app.get('/api/v1/health', healthz);
  app.use('/api', refuseWith('NOT_FOUND'));
  app.use('/trpc', callShape, schemaGate(readiness), jsonBody, cookieParser());
  app.use('/trpc', createTrpcHandler({ config, services, log }));

  if (pagesFolder) app.use(pages(pagesFolder));
  app.use((_request, response) => notFound(response));
  app.use(lastResort(log));
  return app;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

function refuseWith(code: 'NOT_FOUND'): RequestHandler {
  return (request, response) => sendRefusal(request, response, new AppError(code));
}

/** What the middleware itself refuses: bodies too large, cut short or compressed, and bugs. */
function lastResort(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const code = codeOf(error);
    if (code === 'UNEXPECTED') log.error({ err: error }, code);
    if (response.headersSent) return void response.destroy();
    sendRefusal(request, response, new AppError(code));
  };
}

const codeOfStatus = new Map<unknown, ErrorCode>([
  [400, 'MALFORMED_REQUEST'],
  [413, 'PAYLOAD_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

function codeOf(error: unknown): ErrorCode {
  const status = error instanceof Error && 'status' in error ? error.status : 500;
  return codeOfStatus.get(status) ?? 'UNEXPECTED';
}
