import type { Request, Response } from 'express';
import { queryOf } from '#server/rest/body.ts';
import { fileAnswer, type Route } from '#server/rest/route.ts';

/** Sends a file to be saved. A header leads to the rest of it (RFC 8288), under the same filters. */
export function sendFile(response: Response, { type, name }: NonNullable<Route['file']>, outcome: unknown) {
  const { text, nextCursor } = fileAnswer.parse(outcome);
  if (nextCursor !== null) response.set('Link', `<${nextPage(response.req, nextCursor)}>; rel="next"`);
  response.attachment(name).type(`${type}; charset=utf-8`).send(text);
}

function nextPage(request: Request, cursor: string): string {
  const query = new URLSearchParams(queryOf(request));
  query.set('cursor', cursor);
  return `${request.baseUrl}${request.path}?${query.toString()}`;
}
