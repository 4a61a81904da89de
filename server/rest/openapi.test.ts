import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'vitest';
import type { OpenApiDocument } from '#server/rest/openapi.ts';
import { test as base } from '#server/testing/fixtures.ts';
import { listedRoutes } from '#server/testing/route-calls.ts';
import { universalCodes } from '#server/trpc/policy.ts';

/** What is read here of a collection. */
interface Collection {
  info: { schema: string };
  item: {
    item: {
      request: {
        method: string;
        url: { raw: string; query?: object[] };
        auth?: object;
        body?: { raw?: string };
      };
    }[];
  }[];
}

const test = base
  .extend('document', { scope: 'file' }, async ({ server }): Promise<OpenApiDocument> => {
    const answer = await fetch(`${server.url}/api/openapi.json`);
    return (await answer.json()) as OpenApiDocument;
  })
  .extend('postman', { scope: 'file' }, async ({ server }) => {
    const answer = await fetch(`${server.url}/api/postman.json`);
    return (await answer.json()) as Collection;
  });

test('the document is valid OpenAPI 3.1', async ({ document }) => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document) as never);
  expect([validator.version, valid, errors]).toEqual(['3.1', true, undefined]);
});

test('the validator refuses a document that is wrong, so the test above can fail', async ({ document }) => {
  const { info: _, ...wrong } = structuredClone(document);
  expect((await new Validator().validate(wrong as never)).valid).toBe(false);
});

test('the document has every route of the table, and the health check', ({ document }) => {
  const told = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const routes = listedRoutes.map(({ path }) => path);
  expect(told.toSorted()).toEqual(['GET /api/v1/health', ...routes].toSorted());
});

test('every operation has a name of its own', ({ document }) => {
  const names = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the document writes every field in snake_case', ({ document }) => {
  const names = [...JSON.stringify(document).matchAll(/"properties":\{"(\w+)"|"required":\[([^\]]*)\]/g)];
  const fields = names.flatMap(([, first = '', required = '']) => [first, ...required.split(/[",]+/)]);
  expect(fields.filter((name) => /[A-Z]/.test(name))).toEqual([]);
  expect(fields).toContain('refresh_token');
});

test.for(listedRoutes)(
  'the document names the codes of $path by their status',
  ({ path, policy }, { document }) => {
    const [method = '', route = ''] = path.split(' ');
    const operation = document.paths[route]?.[method.toLowerCase()];
    const told = Object.values(operation?.responses ?? {}).flatMap(({ description }) =>
      description.split(', '),
    );
    const universal = universalCodes.filter((code) => code !== 'BATCH_REFUSED');
    expect(told).toEqual(expect.arrayContaining([...policy.codes, ...universal]));
  },
);

test('answers may gain fields, and bodies may not', ({ document }) => {
  const { post } = document.paths['/api/v1/auth/login'] ?? {};
  const body = post?.requestBody?.content?.['application/json']?.schema;
  expect(body).toMatchObject({ additionalProperties: false, required: ['email', 'password'] });
  const { User: user } = document.components.schemas;
  expect(Object.keys(user?.properties ?? {})).toContain('last_login_at');
  expect(user).not.toHaveProperty('additionalProperties');
});

test('the document tells of filters in a query, and of a file and the way to the rest of it', ({
  document,
}) => {
  const { get } = document.paths['/api/v1/admin/audit.csv'] ?? {};
  expect(get?.requestBody).toBeUndefined();
  expect(get?.parameters).toContainEqual({
    name: 'user_id',
    in: 'query',
    required: false,
    schema: expect.objectContaining({ format: 'uuid' }),
  });
  const { 200: good } = get?.responses ?? {};
  expect(good?.content).toEqual({ 'text/csv': { schema: { type: 'string' } } });
  expect(Object.keys(good?.headers ?? {})).toEqual(['Link']);
});

test('a request of the Postman collection stands for every operation, in the encoding it takes', ({
  document,
  postman,
}) => {
  const requests = postman.item.flatMap(({ item }) => item.map(({ request }) => request));
  const count = Object.values(document.paths).flatMap((methods) => Object.keys(methods)).length;
  expect(postman.info.schema).toContain('collection/v2.1.0');
  expect(requests).toHaveLength(count);
  const requestOf = (method: string, path: string) =>
    requests.find((one) => one.method === method && one.url.raw === `{{base_url}}${path}`);
  const login = requestOf('POST', '/api/v1/auth/login');
  const body = { email: '{{email}}', remember_me: false };
  expect(JSON.parse(login?.body?.raw ?? '')).toMatchObject(body);
  expect(login?.auth).toEqual({ type: 'noauth' });
  expect(requestOf('POST', '/api/v1/token')?.body).toMatchObject({
    mode: 'urlencoded',
    urlencoded: expect.arrayContaining([{ key: 'username', value: '{{username}}', type: 'text' }]),
  });
  expect(requestOf('GET', '/api/v1/users/me')?.auth).toBeUndefined();
  const filter = { key: 'user_id', value: '', disabled: true };
  expect(requestOf('GET', '/api/v1/admin/audit.csv')?.url.query).toContainEqual(filter);
});
