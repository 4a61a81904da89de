import type { Request } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { jsonMediaType } from '#server/http/call-shape.ts';
import { readText } from '#server/http/json-body.ts';
import type { Route } from '#server/rest/route.ts';

const formMediaType = /^application\/x-www-form-urlencoded\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
/** The caller chooses the name: so as much of it is told as of an unknown field. */
const maximumFieldName = 64;

/** What a caller sent; `value` is undefined for nothing. */
interface Sent {
  readonly value: unknown;
}

/** What a call brings, by the route's encoding; null when its sender has gone. */
export async function readSent(
  { encoding }: Pick<Route, 'encoding'>,
  request: Request,
): Promise<Sent | null> {
  if (encoding === 'query') return { value: readForm(queryOf(request)) };
  const mediaType = encoding === 'form' ? formMediaType : jsonMediaType;
  // Without a body there is nothing a page of another site could have written into it.
  if (hasContent(request) && !mediaType.test(request.headers['content-type'] ?? ''))
    throw new AppError('UNSUPPORTED_MEDIA_TYPE');
  const text = await readText(request);
  if (text === null) return null;
  if (typeof text !== 'string') throw new AppError(text.refused);
  if (text === '') return { value: undefined };
  return { value: encoding === 'form' ? readForm(text) : readJson(text) };
}

/** What stands behind the first `?` of the address, as it was sent. */
export function queryOf({ url }: Request): string {
  return url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
}

function hasContent({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('MALFORMED_REQUEST');
  }
}

/** Fields of a form. One that comes twice is refused (RFC 6749 §3.2): two readers might take different ones. */
function readForm(text: string): Record<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split('&').filter((one) => one !== '')) {
    const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = decodeField(pair.slice(0, end));
    if (fields.has(name))
      throw new AppError('VALIDATION_FAILED', { fields: { [name.slice(0, maximumFieldName)]: 'INVALID' } });
    fields.set(name, decodeField(pair.slice(end + 1)));
  }
  return Object.fromEntries(fields);
}

/** URLSearchParams would replace broken escapes and invalid UTF-8 silently. */
function decodeField(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new AppError('MALFORMED_REQUEST');
  }
}
