import type { Request, RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import type { ErrorCode } from '#shared/errors.ts';

/** The most bytes of a body. The largest honest input is under 2 KB. */
const maximumBody = 64 * 1024;

/**
 * Checks that the body is JSON in UTF-8, even for procedures without input, and keeps it as text. tRPC takes a string
 * as the body and parses it itself.
 */
export const jsonBody: RequestHandler = async (request, response, next) => {
  const text = await readText(request);
  if (text === null) return;
  const isRefused = typeof text !== 'string';
  if (isRefused || !isJson(text))
    return sendRefusal(request, response, new AppError(isRefused ? text.refused : 'MALFORMED_REQUEST'));
  request.body = text;
  next();
};

/**
 * The body as text; null when its sender has gone. A body that is too large is refused at its first byte too many.
 * Express' own reader answers only after the last byte.
 */
export async function readText(request: Request): Promise<string | Refused | null> {
  const body = hasBody(request) ? await readBody(request) : noBytes;
  if (body === 'cut-short') return null;
  if (!Buffer.isBuffer(body)) return body;
  try {
    return utf8.decode(body);
  } catch {
    return { refused: 'MALFORMED_REQUEST' };
  }
}

const noBytes = Buffer.alloc(0);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** RFC 9112 §6.3: without either header a request has no body, nor with a length of zero. */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

interface Refused {
  readonly refused: ErrorCode;
}

function readBody(request: Request): Promise<Buffer | Refused | 'cut-short'> | Refused {
  // An inflated body may be a thousand times its size, and no client of ours compresses.
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    return { refused: 'UNSUPPORTED_MEDIA_TYPE' };
  const tooLarge: Refused = { refused: 'PAYLOAD_TOO_LARGE' };
  if (Number(request.headers['content-length'] ?? 0) > maximumBody) return tooLarge;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maximumBody) resolve(tooLarge);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('close', () => resolve('cut-short'));
    request.once('error', () => resolve('cut-short'));
  });
}

function isJson(text: string): boolean {
  try {
    return text === '' || JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
