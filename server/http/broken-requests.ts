import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { AppError } from '#server/errors.ts';
import type { AnswerBare } from '#server/http/bare-answer.ts';

const statusOfCode: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** What is no HTTP, or comes too slowly, never becomes a request: it is answered here, under the same rules. */
export function refuseBrokenRequests(server: Server, answerBare: AnswerBare): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const status = statusOfCode[error.code ?? ''] ?? 400;
    answerBare(socket as Socket, status, new AppError('MALFORMED_REQUEST'));
  });
}
