import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type RequestHandler, type Response } from 'express';

/** Vite writes a content hash into these names, so what a name holds never changes. */
const hashedAsset = /[\\/]assets[\\/]/;
/** A page has no extension and no hidden segment: `/.env` and `/app.js.map` are missing files, not pages. */
const neverAPage = /\/\.|\.[A-Za-z0-9]{1,8}$/;

/** The built client: its files, and its one page for every path that names no file. */
export function pages(folder: string): RequestHandler[] {
  const files = express.static(folder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: cacheRule,
  });
  const page = join(folder, 'index.html');
  if (!existsSync(page)) throw new Error('the client has not been built');
  return [
    (request, response, next) => {
      if (request.path === '/index.html') return notFound(response);
      return files(request, response, next);
    },
    (request, response) => {
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return void response.status(405).set('Allow', 'GET, HEAD').type('text').send('Method Not Allowed\n');
      if (neverAPage.test(decode(request.path))) return notFound(response);
      response.set('Cache-Control', 'no-cache').sendFile(page);
    },
  ];
}

function cacheRule(response: Response, path: string): void {
  response.set('Cache-Control', hashedAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
}

export function notFound(response: Response): void {
  response.status(404).set('Cache-Control', 'no-store').type('text').send('Not Found\n');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/.';
  }
}
