import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { decodePath } from '#server/http/decode-path.ts';

/** Vite writes a content hash into these names, so their contents never change. */
const hashedAsset = /[\\/]assets[\\/]/;
/** Never served by name: hidden files (`/.env`), source maps, compressed copies and the page. */
const neverServed = /\/\.|\.(?:map|br|gz)$|^\/+index\.html$/;
/** What the build writes beside each text, the smallest first. */
const copies = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;
/** A last segment with an extension names a file: a missing `/app.js` is a 404, not a page. */
const fileName = /\.[A-Za-z0-9]+$/;
/** Relative to the folder: as a whole path, a checkout below `.apps/` would count as a hidden file. */
const pageFile = 'index.html';
/** W3C "A Well-Known URL for Changing Passwords": password managers open this path. */
const changePassword = '/.well-known/change-password';

/** Serves the built client: its files, and its one page for every path that names no file. */
export function pages(folder: string): RequestHandler[] {
  if (!existsSync(join(folder, pageFile))) throw new Error('the client has not been built');
  const sendFile = fileSender(folder);
  return [
    (request, response, next) => {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return sendPlainText(response.set('Allow', 'GET, HEAD'), 405, 'Method Not Allowed');
      const path = decodePath(request.path);
      if (path === null || path.includes('\0')) return sendPlainText(response, 400, 'Bad Request');
      if (path === changePassword)
        return response.set('Cache-Control', 'no-cache').redirect('/settings/security');
      if (neverServed.test(path)) return notFound(response);
      sendFile(request, response, { path: request.path, next });
    },
    (request, response, next) => {
      if (fileName.test(decodePath(request.path) ?? '')) return notFound(response);
      sendFile(request, response, { path: `/${pageFile}`, next });
    },
  ];
}

/** Sends the file at a path, or its compressed copy, and goes on where there is none. */
function fileSender(folder: string) {
  const files = express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    acceptRanges: false,
    setHeaders: describeFile,
  });
  const names = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
  const hasFile = (path: string) => names.has(join(...path.split('/')));

  return (request: Request, response: Response, { path, next }: { path: string; next: NextFunction }) => {
    const written = copies.filter(({ ending }) => hasFile(path + ending));
    if (written.length > 0) response.vary('Accept-Encoding');
    const read = written.find(({ encoding }) => request.acceptsEncodings(encoding));
    const { url } = request;
    request.url = path + (read?.ending ?? '');
    files(request, response, (error) => {
      request.url = url;
      next(error);
    });
  };
}

function describeFile(response: Response, path: string): void {
  response.set('Cache-Control', hashedAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  const copy = copies.find(({ ending }) => path.endsWith(ending));
  if (!copy) return;
  response.set('Content-Encoding', copy.encoding).type(extname(path.slice(0, -copy.ending.length)));
}

export function notFound(response: Response): void {
  sendPlainText(response, 404, 'Not Found');
}

/** A refusal in plain text, for a request for a page or a file. */
export function sendPlainText(response: Response, status: number, text: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('text').send(`${text}\n`);
}
