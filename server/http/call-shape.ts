import express, { type RequestHandler } from 'express';
import { AppError } from '#server/errors.ts';
import { sendRefusal } from '#server/http/refusal.ts';

/** More calls than any page makes at once; a batch is one request to the ceiling, so it must stay small. */
const maximumCalls = 10;
/** Bytes of one request. The largest honest input is under 2 KB. */
const maximumBody = 64 * 1024;
const jsonMediaType = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Refuses what is no call before tRPC looks at it: method, path, number of calls, media type. */
export const callShape: RequestHandler = (request, response, next) => {
  const refusal = findRefusal(request.method, request.path, request.get('content-type'));
  if (refusal) return sendRefusal(request, response, new AppError(refusal));
  // Streamed answers send their headers before the calls have run, too early for cookies and statuses.
  delete request.headers['trpc-accept'];
  request.headers.accept = 'application/json';
  next();
};

function findRefusal(method: string, path: string, contentType: string | undefined) {
  if (method !== 'GET' && method !== 'POST') return 'METHOD_NOT_ALLOWED';
  const procedures = decodePath(path);
  if (procedures === null) return 'MALFORMED_REQUEST';
  if (procedures.slice(1).includes('/')) return 'NOT_FOUND';
  if (procedures.split(',').length > maximumCalls) return 'BATCH_REFUSED';
  if (method === 'POST' && !jsonMediaType.test(contentType ?? '')) return 'UNSUPPORTED_MEDIA_TYPE';
  return null;
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * The body as text that is known to be JSON in UTF-8, so that a procedure without input refuses garbage too.
 * tRPC takes a string as the body and parses it itself.
 */
export const jsonBody: RequestHandler[] = [
  express.raw({ type: () => true, limit: maximumBody, inflate: false }),
  (request, response, next) => {
    const bytes: unknown = request.body;
    if (!Buffer.isBuffer(bytes)) {
      request.body = undefined;
      return next();
    }
    const text = decodeJson(bytes);
    if (text === null) return sendRefusal(request, response, new AppError('MALFORMED_REQUEST'));
    request.body = text;
    next();
  },
];

function decodeJson(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text !== '') JSON.parse(text);
    return text;
  } catch {
    return null;
  }
}
