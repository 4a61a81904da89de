import packageJson from '#package' with { type: 'json' };
import { problemType } from '#server/errors/problem.ts';
import { schemaWriter, type JsonSchema, type SchemaNote } from '#server/rest/openapi-schemas.ts';
import type { Route } from '#server/rest/route.ts';
import type { RoutePolicy } from '#server/rest/route-policy.ts';
import { universalCodes } from '#server/trpc/policy.ts';
import { errorCatalog, type ErrorCode } from '#shared/errors.ts';

export interface Content {
  readonly description: string;
  readonly headers?: Readonly<Record<string, object>>;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly required: true };
  readonly responses: Readonly<Record<string, Content>>;
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Readonly<Record<'title' | 'version' | 'description', string>>;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, object>>;
  };
}

interface Parts {
  readonly routes: readonly Route[];
  readonly policies: readonly RoutePolicy[];
  readonly notes: readonly SchemaNote[];
  readonly appOrigin: string;
  readonly accessCookie: string;
}

type Writer = ReturnType<typeof schemaWriter>;

const description =
  'The REST face of QuantPulse, for clients that speak no tRPC. A refusal is a problem (RFC 9457) with a stable code.';

/** The document of OpenAPI 3.1, made from the table of routes. */
export function openApiDocument(parts: Parts): OpenApiDocument {
  const { routes, policies, notes, appOrigin, accessCookie } = parts;
  const writer = schemaWriter(notes);
  const paths: Record<string, Record<string, Operation>> = { '/api/v1/health': { get: health } };
  for (const [index, route] of routes.entries()) {
    const methods = (paths[route.path] ??= {});
    methods[route.method.toLowerCase()] = operationOf(route, policies[index]!, writer);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'QuantPulse', version: packageJson.version, description },
    servers: [{ url: appOrigin }],
    paths,
    components: {
      schemas: writer.components,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: accessCookie },
      },
    },
  };
}

const health: Operation = {
  operationId: 'readHealth',
  summary: 'Whether the process answers',
  tags: ['health'],
  security: [],
  responses: {
    200: {
      description: 'It does',
      content: {
        'application/json': {
          schema: { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } },
        },
      },
    },
  },
};

function operationOf(route: Route, policy: RoutePolicy, writer: Writer): Operation {
  const { answer, preferred, status } = route;
  const parameters = [...queryOf(route, writer), ...(preferred ? [preferHeader] : [])];
  return {
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.tag],
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(route, writer),
    responses: {
      ...(route.file
        ? { [status]: withFile(route.file) }
        : { [status]: answer ? withJson('Done', writer.ofAnswer(answer)) : { description: 'Done' } }),
      ...(preferred && { 200: withJson('Done, as preferred', writer.ofAnswer(preferred.answer)) }),
      ...refusalsOf([...policy.codes, ...universalCodes.filter((code) => code !== 'BATCH_REFUSED')]),
    },
  };
}

/** What a route takes behind the `?`, a parameter for each field. */
function queryOf({ input, encoding }: Route, writer: Writer): Parameter[] {
  if (!input || encoding !== 'query') return [];
  const { properties = {}, required = [] } = writer.ofInput(input);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: schema as JsonSchema,
  }));
}

function bodyOf({ input, encoding, summary }: Route, writer: Writer): Pick<Operation, 'requestBody'> {
  if (!input || encoding === 'query') return {};
  const mediaType = encoding === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
  const content = { [mediaType]: { schema: writer.ofInput(input) } };
  return { requestBody: { description: summary, required: true, content } };
}

const preferHeader: Parameter = {
  name: 'Prefer',
  in: 'header',
  description: 'return=representation (RFC 7240): the session goes on, under the tokens of the answer.',
  schema: { type: 'string' },
};

/** `POST /api/v1/users/me` is `postUsersMe`; the version is not told, and cookies are. */
function operationId({ method, path }: Route): string {
  const words = path.replace(/^\/api\/(?:v1\/)?/, '').split(/[/.]/);
  const isOfCookies = !path.startsWith('/api/v1/');
  return [method.toLowerCase(), ...words.map(capitalised), ...(isOfCookies ? ['ByCookies'] : [])].join('');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function securityOf({ isProtected, takesCookies }: Route): readonly object[] {
  if (takesCookies) return [{}, { cookie: [] }];
  return isProtected ? [{ bearer: [] }] : [];
}

function withFile({ type }: NonNullable<Route['file']>): Content {
  const schema: JsonSchema = { type: 'string' };
  return { description: 'Done', headers: linkToRest, content: { [type]: { schema } } };
}

const linkToRest = {
  Link: {
    description: 'The address of the rest, rel="next" (RFC 8288); absent at the end.',
    schema: { type: 'string' },
  },
};

function withJson(text: string, schema: JsonSchema): Content {
  return { description: text, content: { 'application/json': { schema } } };
}

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer', minimum: 0 } },
};

/** Refusals by status; each lists its codes, so that a generated client knows them. */
function refusalsOf(codes: readonly ErrorCode[]): Record<string, Content> {
  const byStatus = Map.groupBy(new Set(codes), (code) => errorCatalog[code].status);
  const all = [...byStatus].map(([status, ofStatus]): [string, Content] => {
    const schema: JsonSchema = {
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        { type: 'object', properties: { code: { enum: ofStatus } } },
      ],
    };
    const headers = status === 429 || status === 503 ? { headers: retryAfter } : {};
    return [
      String(status),
      { description: ofStatus.join(', '), ...headers, content: { [problemType]: { schema } } },
    ];
  });
  return Object.fromEntries(all);
}
