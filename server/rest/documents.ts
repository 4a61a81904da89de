import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, type RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import { once } from '#server/once.ts';
import { docsPage } from '#server/rest/docs-page.ts';
import type { OpenApiDocument } from '#server/rest/openapi.ts';
import { postmanCollection } from '#server/rest/postman.ts';

interface Text {
  readonly type: string;
  readonly make: () => string;
}

/** The table of routes for machines and people; each text is made when somebody first asks. */
export function documents(describe: () => OpenApiDocument): RequestHandler {
  const document = once(describe);
  const texts: Readonly<Record<string, Text>> = {
    '/openapi.json': { type: 'json', make: once(() => JSON.stringify(document())) },
    '/postman.json': { type: 'json', make: once(() => JSON.stringify(postmanCollection(document()))) },
    '/docs': { type: 'html', make: once(() => docsPage(document())) },
    '/docs.css': { type: 'css', make: once(readStyles) },
  };
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, { type, make }] of Object.entries(texts))
    router
      .route(path)
      .get((_request, response) => void response.type(type).send(make()))
      .all((request, response) => {
        response.set('Allow', 'GET, HEAD');
        sendRefusal(request, response, new AppError('METHOD_NOT_ALLOWED'));
      });
  return router;
}

function readStyles(): string {
  return readFileSync(join(import.meta.dirname, 'docs-page.css'), 'utf8');
}
