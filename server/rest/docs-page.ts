import { AppError } from '#server/errors/app-error.ts';
import { toProblem } from '#server/errors/problem.ts';
import type { Content, OpenApiDocument, Operation } from '#server/rest/openapi.ts';
import type { JsonSchema } from '#server/rest/openapi-schemas.ts';
import { universalCodes } from '#server/trpc/policy.ts';
import { errorCatalog, type ErrorCode } from '#shared/errors.ts';

/** The document as a page without scripts, which our content security policy lets pass as it is. */
export function docsPage(document: OpenApiDocument): string {
  const { info, paths, servers } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const tags = Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '');
  const sections = [...tags].map(
    ([tag, all]) => `<h2>${escaped(tag)}</h2>${all.map((one) => operationCard(one, document)).join('')}`,
  );
  const codes = (Object.keys(errorCatalog) as ErrorCode[]).filter(isRoutes);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark light">
<title>${escaped(info.title)} API</title>
<link rel="icon" href="/favicon.svg">
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header>
<h1>${escaped(info.title)} API <small>${escaped(info.version)}</small></h1>
<p>${escaped(info.description)}</p>
<p><code>${escaped(servers[0]?.url ?? '')}</code> · <a href="/api/openapi.json">OpenAPI 3.1</a> · <a href="/api/postman.json">Postman collection</a> · <a href="#codes">Codes</a></p>
</header>
<main>
${sections.join('\n')}
<h2 id="codes">Codes</h2>
<p>Every refusal is <code>application/problem+json</code>; decide by its <code>code</code>. Any call may also answer ${universalCodes.filter(isRoutes).map(codeLink).join(' ')}. Its <code>detail</code> is for a person, in English or Russian.</p>
<dl>${codes.map(codeEntry).join('')}</dl>
</main>
</body>
</html>
`;
}

/** A route is no batch. */
const isRoutes = (code: ErrorCode) => code !== 'BATCH_REFUSED';

interface Named {
  readonly name: string;
  readonly operation: Operation;
}

function operationCard({ name, operation }: Named, document: OpenApiDocument): string {
  const [method = '', path = ''] = name.split(' ');
  const { summary, security, requestBody, responses, parameters = [] } = operation;
  const needsToken = security.some((one) => Object.hasOwn(one, 'bearer'));
  return `<article id="${operation.operationId}">
<h3><b class="${method.toLowerCase()}">${method}</b> <code>${escaped(path)}</code></h3>
<p>${escaped(summary)}.${needsToken ? ' Takes <code>Authorization: Bearer</code>.' : ''}</p>
${parameters
  .filter((one) => one.in === 'header')
  .map(headerLine)
  .join('')}
${queryTable(parameters)}${bodyTable(requestBody)}
<ul>${Object.entries(responses)
    .map((response) => responseItem(response, document))
    .join('')}</ul>
</article>`;
}

type Parameter = NonNullable<Operation['parameters']>[number];

function headerLine({ name, description = '' }: Parameter): string {
  return `<p>Header <code>${escaped(name)}</code>: ${escaped(description)}</p>`;
}

function queryTable(parameters: readonly Parameter[]): string {
  const fields = parameters.filter((one) => one.in === 'query');
  if (fields.length === 0) return '';
  const required = fields.filter((one) => one.required).map(({ name }) => name);
  const properties = Object.fromEntries(fields.map(({ name, schema }) => [name, schema]));
  return fieldTable('query', { properties, required });
}

function bodyTable(requestBody: Operation['requestBody']): string {
  const [[mediaType, { schema }] = ['', { schema: {} }]] = Object.entries(requestBody?.content ?? {});
  if (!requestBody) return '';
  return fieldTable(mediaType, schema);
}

function fieldTable(caption: string, { properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties).map(
    ([name, property]) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${escaped(kindOf(property as JsonSchema))}</td><td>${required.includes(name) ? 'required' : 'optional'}</td></tr>`,
  );
  return `<table><caption><code>${escaped(caption)}</code></caption><tbody>${rows.join('')}</tbody></table>`;
}

function kindOf({ type, const: only, format, minLength = 0, maxLength }: JsonSchema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (format !== undefined) return format;
  if (maxLength === undefined) return String(type);
  return minLength > 1 ? `${minLength} to ${maxLength} characters` : `up to ${maxLength} characters`;
}

/** What an answer holds, or the codes of a refusal but those of every call. */
function responseItem([status, response]: [string, Content], document: OpenApiDocument): string {
  const { description, content = {} } = response;
  const schema = content['application/json']?.schema;
  const file = Object.keys(content).find((type) => type !== 'application/json');
  const codes = description.split(', ').filter((word) => !isUniversal(word));
  const told = schema ? fieldsOf(schema, document) : file ? `<code>${escaped(file)}</code>` : '';
  if (status.startsWith('2')) return `<li><b>${status}</b> ${told}</li>`;
  return codes.length === 0 ? '' : `<li><b>${status}</b> ${codes.map(codeLink).join(' ')}</li>`;
}

const isUniversal = (word: string) => universalCodes.some((code) => code === word);

function fieldsOf(schema: JsonSchema, { components }: OpenApiDocument): string {
  const name = schema.$ref?.split('/').at(-1) ?? '';
  const { properties = {}, required = [] } = components.schemas[name] ?? schema;
  const fields = Object.keys(properties).map((field) => (required.includes(field) ? field : `${field}?`));
  return `<code>{ ${escaped(fields.join(', '))} }</code>`;
}

function codeLink(code: string): string {
  return `<a href="#${escaped(code)}">${escaped(code)}</a>`;
}

function codeEntry(code: ErrorCode): string {
  const { params } = errorCatalog[code];
  const example = new AppError(code, { params: Object.fromEntries(params.map((name) => [name, 8])) });
  const [english, russian] = (['en', 'ru'] as const).map((language) => toProblem(example, language).detail);
  return `<dt id="${code}"><code>${code}</code> ${errorCatalog[code].status}</dt>
<dd>${escaped(english ?? '')}</dd><dd lang="ru">${escaped(russian ?? '')}</dd>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
