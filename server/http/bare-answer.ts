import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { AppError } from '#server/errors/app-error.ts';
import { toErrorShape } from '#server/errors/error-body.ts';
import { withRequestId } from '#server/request-id.ts';
import { STATUS_CODES } from '#server/http/node-http.ts';
import { policyHeaders } from '#server/http/security-headers.ts';

/** A caller who still writes must not lose the answer to a reset; after this the connection is cut. */
const lingerMillis = 1000;
const defaultRetrySeconds = 1;

export type AnswerBare = (socket: Socket, status: number, refusal: AppError) => void;

/** Answers on a connection without a request, and so without Express. Every caller can read tRPC's JSON. */
export function createBareAnswers(config: Parameters<typeof policyHeaders>[0]): AnswerBare {
  const policy = policyHeaders(config).map((header) => header.join(': '));
  return (socket, status, refusal) => {
    const requestId = randomUUID();
    const shape = withRequestId(requestId, () => toErrorShape(refusal));
    const body = JSON.stringify({ error: { ...shape, data: { ...shape.data, httpStatus: status } } });
    const retryAfter = Number(refusal.params?.['retryAfterSeconds'] ?? defaultRetrySeconds);
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      ...(status === 408 || status === 429 ? [`Retry-After: ${retryAfter}`] : []),
      `X-Request-Id: ${requestId}`,
      ...policy,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    setTimeout(() => socket.destroy(), lingerMillis).unref();
  };
}
