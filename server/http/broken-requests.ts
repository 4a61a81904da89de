import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import type { AnswerBare } from '#server/http/bare-answer.ts';
import { sendRefusal, trpcRefusals } from '#server/http/refusal.ts';

const statusOfCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Broken HTTP, or HTTP that comes too slowly, never becomes a request. It is refused here by the same rules. */
export function refuseBrokenRequests(server: Server, answerBare: AnswerBare): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = statusOfCode[error.code ?? ''] ?? 400;
    answerBare(socket as Socket, status, new AppError('MALFORMED_REQUEST'));
  });
  // Node would answer 417 by itself, unlogged and without our headers. A server may ignore the expectation (RFC 9110
  // §10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

/** Refuses HTTP/1.1 without a Host (RFC 9112 §3.2). Node would refuse it too, but without our headers and unlogged. */
export const requireHost: RequestHandler = (request, response, next) => {
  const isMissing = request.headers.host === undefined && request.httpVersion === '1.1';
  if (!isMissing) return next();
  response.set('Connection', 'close');
  trpcRefusals(request, response, () => sendRefusal(request, response, new AppError('MALFORMED_REQUEST')));
};
