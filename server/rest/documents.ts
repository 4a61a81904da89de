import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, type RequestHandler } from 'express';
import { AppError } from '#server/errors/app-error.ts';
import { sendRefusal } from '#server/http/refusal.ts';
import { once } from '#server/once.ts';
import { docsPage } from '#server/rest/docs-page.ts';
import type { OpenApiDocument } from '#server/rest/openapi.ts';
import type { JsonSchema } from '#server/rest/openapi-schemas.ts';
import { postmanCollection } from '#server/rest/postman.ts';
import { rootFolder } from '#server/root-folder.ts';

interface Text {
  readonly type: string;
  readonly make: () => string;
}

interface Described {
  readonly openApi: () => OpenApiDocument;
  /** The schema of a person's copy of their data. */
  readonly exportSchema: () => JsonSchema;
}

/** What the server publishes about its API; each text is made when somebody first asks. */
export function documents({ openApi, exportSchema }: Described): RequestHandler {
  const document = once(openApi);
  const texts: Readonly<Record<string, Text>> = {
    '/openapi.json': { type: 'json', make: once(() => JSON.stringify(document())) },
    '/postman.json': { type: 'json', make: once(() => JSON.stringify(postmanCollection(document()))) },
    '/export.schema.json': {
      type: 'application/schema+json',
      make: once(() => JSON.stringify(exportSchema())),
    },
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
  return readFileSync(join(rootFolder, 'server/rest/docs-page.css'), 'utf8');
}
