import type { RequestHandler } from 'express';

/** Exact: a trailing slash is a path that begins with a dot, and is nobody's. */
export const securityTxtPath = /^\/\.well-known\/security\.txt$/;

/** Half the year that RFC 9116 §2.5.5 allows at most; whoever asks again is told a later day. */
const validForMillis = 180 * 24 * 60 * 60 * 1000;

/** Whom to tell of a hole (RFC 9116). */
export function securityTxt(contact: string): RequestHandler {
  return (_request, response) => {
    const expires = new Date(Date.now() + validForMillis).toISOString();
    const lines = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: en, ru'];
    response
      .set('Cache-Control', 'no-cache')
      .type('text')
      .send(`${lines.join('\n')}\n`);
  };
}
