import type { OpenApiDocument, Operation } from '#server/rest/openapi.ts';
import type { JsonSchema } from '#server/rest/openapi-schemas.ts';

const format = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** What a person would type before the first request; tokens fill themselves in. */
const examples: Readonly<Record<string, string>> = {
  email: 'ann@example.org',
  username: 'ann',
  full_name: 'Ann',
  password: '',
  current_password: '',
  new_password: '',
};
const tokens = ['access_token', 'refresh_token', 'device_token'];

/** Keeps the tokens of an answer for the requests that follow. */
const keepTokens = [
  "const isJson = (pm.response.headers.get('Content-Type') ?? '').startsWith('application/json');",
  'const answer = isJson ? pm.response.json() : {};',
  `for (const name of ${JSON.stringify(tokens)})`,
  '  if (answer[name]) pm.collectionVariables.set(name, answer[name]);',
];

/** A collection of Postman (v2.1), made from the OpenAPI document: a request for each operation. */
export function postmanCollection({ info, servers, paths }: OpenApiDocument) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const folders = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '');
  return {
    info: { name: info.title, description: info.description, schema: format },
    auth: { type: 'bearer', bearer: [variable('token', '{{access_token}}')] },
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: keepTokens } }],
    variable: [
      variable('base_url', servers[0]?.url ?? ''),
      ...Object.entries(examples).map(([key, value]) => variable(key, value)),
      ...tokens.map((key) => variable(key, '')),
    ],
    item: [...folders].map(([name, item]) => ({ name, item: item.map(requestOf) })),
  };
}

const variable = (key: string, value: string) => ({ key, value, type: 'string' });

function requestOf({ path, method, operation }: { path: string; method: string; operation: Operation }) {
  const needsToken = operation.security.some((one) => Object.hasOwn(one, 'bearer'));
  return {
    name: operation.summary,
    request: {
      method: method.toUpperCase(),
      ...(!needsToken && { auth: { type: 'noauth' } }),
      header: [],
      url: {
        raw: `{{base_url}}${path}`,
        host: ['{{base_url}}'],
        path: path.slice(1).split('/'),
        ...queryOf(operation),
      },
      ...bodyOf(operation),
    },
  };
}

/** What may be asked for stands there to be switched on. */
function queryOf({ parameters = [] }: Operation) {
  const query = parameters
    .filter((one) => one.in === 'query')
    .map(({ name, required }) => ({ key: name, value: '', disabled: !required }));
  return query.length > 0 ? { query } : {};
}

function bodyOf({ requestBody }: Operation) {
  const [[mediaType, { schema }] = ['', { schema: {} }]] = Object.entries(requestBody?.content ?? {});
  const values = Object.entries(schema.properties ?? {}).map(
    ([name, property]) => [name, exampleOf(name, property as JsonSchema)] as const,
  );
  if (!requestBody) return {};
  if (mediaType !== 'application/json')
    return {
      body: { mode: 'urlencoded', urlencoded: values.map(([key, value]) => ({ key, value, type: 'text' })) },
    };
  const raw = JSON.stringify(Object.fromEntries(values), null, 2);
  return { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } };
}

/** A text is a variable of its name, set once for all requests. */
function exampleOf(name: string, { type, const: only }: JsonSchema): unknown {
  if (only !== undefined) return only;
  return type === 'boolean' ? false : `{{${name}}}`;
}
