import type { RequestHandler } from 'express';

/** Exact: behind a trailing slash the router would see a hidden file, and refuse it. */
export const securityTxtPath = /^\/\.well-known\/security\.txt$/;

/** Half the year that RFC 9116 §2.5.5 allows; each request gets a new date. */
const validForMillis = 180 * 24 * 60 * 60 * 1000;

/** Says where to report a vulnerability (RFC 9116). */
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
