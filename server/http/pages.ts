import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response } from 'express';
import { decodePath } from '#server/http/decode-path.ts';

/** Vite writes a content hash into these names, so their contents never change. */
const hashedAsset = /[\\/]assets[\\/]/;
/** Hidden files (`/.env`), source maps and `/index.html` are never served, even if the folder holds them. */
const neverServed = /\/\.|\.map$|^\/+index\.html$/;
/** A last segment with an extension names a file: a missing `/app.js` is a 404, not a page. */
const fileName = /\.[A-Za-z0-9]+$/;
/** Relative to the folder: as a whole path, a checkout below `.apps/` would count as a hidden file. */
const pageFile = 'index.html';
/** W3C "A Well-Known URL for Changing Passwords": password managers open this path. */
const changePassword = '/.well-known/change-password';

/** Serves the built client: its files, and its one page for every path that names no file. */
export function pages(folder: string): RequestHandler[] {
  if (!existsSync(join(folder, pageFile))) throw new Error('the client has not been built');
  const files = express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    acceptRanges: false,
    setHeaders: cacheRule,
  });
  return [
    (request, response, next) => {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return sendPlainText(response.set('Allow', 'GET, HEAD'), 405, 'Method Not Allowed');
      const path = decodePath(request.path);
      if (path === null || path.includes('\0')) return sendPlainText(response, 400, 'Bad Request');
      if (path === changePassword)
        return response.set('Cache-Control', 'no-cache').redirect('/settings/security');
      if (neverServed.test(path)) return notFound(response);
      next();
    },
    files,
    (request, response) => {
      if (fileName.test(decodePath(request.path) ?? '')) return notFound(response);
      response.set('Cache-Control', 'no-cache').sendFile(pageFile, { root: folder, acceptRanges: false });
    },
  ];
}

function cacheRule(response: Response, path: string): void {
  response.set('Cache-Control', hashedAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

export function notFound(response: Response): void {
  sendPlainText(response, 404, 'Not Found');
}

/** A refusal in plain text, for a request for a page or a file. */
export function sendPlainText(response: Response, status: number, text: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('text').send(`${text}\n`);
}
