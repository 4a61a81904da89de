import type { Request, RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { decodePath } from '#server/http/decode-path.ts';
import { sendRefusal } from '#server/http/refusal.ts';

/** More calls than any page makes at once. The ceiling counts a batch as one request, so it must stay small. */
const maximumCalls = 10;
/** JSON in UTF-8, and nothing else said about it. */
export const jsonMediaType = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Refuses a malformed call before tRPC reads it: method, path, number of calls, media type, `input` of the query. */
export const callShape: RequestHandler = (request, response, next) => {
  const refusal = findRefusal(request);
  if (refusal === 'METHOD_NOT_ALLOWED') response.set('Allow', 'GET, POST');
  if (refusal) return sendRefusal(request, response, new AppError(refusal));
  next();
};

function findRefusal({ method, path, url, headers }: Request) {
  if (method !== 'GET' && method !== 'POST') return 'METHOD_NOT_ALLOWED';
  const procedures = decodePath(path);
  if (procedures === null) return 'MALFORMED_REQUEST';
  if (/[\\/]/.test(procedures.slice(1))) return 'NOT_FOUND';
  if (procedures.split(',').length > maximumCalls) return 'BATCH_REFUSED';
  if (method === 'POST')
    return jsonMediaType.test(headers['content-type'] ?? '') ? null : 'UNSUPPORTED_MEDIA_TYPE';
  return hasJsonInputs(url.slice(url.indexOf('?') + 1)) ? null : 'MALFORMED_REQUEST';
}

/**
 * Checked here, because tRPC parses an input only if a procedure takes one. URLSearchParams would replace invalid UTF-8
 * with U+FFFD.
 */
function hasJsonInputs(query: string): boolean {
  const inputs = query.split('&').filter((pair) => pair.startsWith('input='));
  return inputs.every((pair) => {
    try {
      const text = decodeURIComponent(pair.slice('input='.length).replaceAll('+', ' '));
      return text === '' || JSON.parse(text) !== undefined;
    } catch {
      return false;
    }
  });
}
