import type { z } from 'zod';
import { appRouter } from '#server/router.ts';
import { policiesOf, universalCodes } from '#server/trpc/policy.ts';
import { proceduresOf, type ListedProcedure } from '#server/trpc/procedure-list.ts';
import { errorCatalog, fieldReasons } from '#shared/errors.ts';
import { typeOf } from './json-schema-type.ts';
import { schemaNames } from './schema-names.ts';

/** A tree of routers: a procedure's type at every leaf. */
type Tree = Map<string, Tree | Leaf>;
interface Leaf {
  readonly doc: string;
  readonly type: string;
}

const head = `// The type of QuantPulse's API in one file. \`npm run dev\` and \`npm run check\` write it for the client, and
// \`npm run types\` for projects elsewhere. It needs the types of @trpc/server and nothing else:
// import type { AppRouter } from './quantpulse-api.js'; createTRPCClient<AppRouter>({ links: [...] }).
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc';
`;

const statuses = [...new Set(Object.values(errorCatalog).map(({ status }) => String(status)))]
  .toSorted()
  .join(' | ');
const errors = `
/** A stable code of a refusal: \`error.message\` and \`error.data.app.code\`. */
export type ErrorCode =${quotedUnion(Object.keys(errorCatalog))};

/** What is wrong with one field. */
export type FieldCode =
  | ErrorCode${quotedUnion(fieldReasons)};

/** The part of every refusal that is the API's own: \`error.data.app\`. */
export interface AppErrorBody {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, number | string | readonly string[]>>;
  readonly fields?: Readonly<Record<string, FieldCode>>;
  readonly requestId: string;
}

interface ErrorShape {
  code: TRPC_ERROR_CODE_NUMBER;
  message: ErrorCode;
  data: {
    code: TRPC_ERROR_CODE_KEY;
    httpStatus: ${statuses};
    path?: string;
    app: AppErrorBody;
  };
}

interface Root {
  ctx: object;
  meta: object;
  errorShape: ErrorShape;
  transformer: false;
}

interface Types<Input, Output> {
  input: Input;
  output: Output;
  meta: object;
  errorShape: ErrorShape;
}
type Query<Input, Output> = TRPCQueryProcedure<Types<Input, Output>>;
type Mutation<Input, Output> = TRPCMutationProcedure<Types<Input, Output>>;
`;

/** The router's type with the server's context erased, as one declaration file. */
export async function apiDeclaration(): Promise<string> {
  const codes = new Map(policiesOf(appRouter).map((policy) => [policy.path, policy.codes]));
  const procedures = proceduresOf(appRouter, await schemaNames());
  const tree: Tree = new Map();
  for (const procedure of procedures)
    plant(tree, procedure.path.split('.'), {
      doc: docOf(codes.get(procedure.path) ?? []),
      type: procedureType(procedure),
    });
  const router = `export type AppRouter = TRPCBuiltRouter<Root, ${recordType(tree)}>;`;
  return `${head}${errors}${refusalCodes(codes)}\n${indented(`${namedTypes(procedures)}\n${router}`)}\n`;
}

/** The codes of each procedure as types, so that a caller can tell which are left to handle. */
function refusalCodes(codes: ReadonlyMap<string, readonly string[]>): string {
  const union = (names: readonly string[]) =>
    names.map((name) => JSON.stringify(name)).join(' | ') || 'never';
  const lines = [...codes].map(([path, own]) => `  ${JSON.stringify(path)}: ${union(own)};`);
  return `
/** Codes that any call may be refused with. */
export type UniversalCode = ${union(universalCodes)};

/** The codes of its own with which a procedure may be refused. */
export interface RefusalCodes {
${lines.join('\n')}
}
`;
}

/** What the procedures name, each once; a shape that reads otherwise as an input needs a schema of its own. */
function namedTypes(procedures: readonly ListedProcedure[]): string {
  const types = new Map<string, string>();
  const definitions = procedures.flatMap(({ input, output }) => [input?.$defs ?? {}, output.$defs ?? {}]);
  for (const [name, schema] of definitions.flatMap(Object.entries<z.core.JSONSchema.BaseSchema>)) {
    const type = typeOf(schema);
    if ((types.get(name) ?? type) !== type)
      throw new Error(`${name} is one type as an input and another as an output: split its schema`);
    types.set(name, type);
  }
  return [...types]
    .map(([name, type]) => `export type ${name} = ${type};\n`)
    .toSorted()
    .join('\n');
}

function plant(tree: Tree, [name = '', ...rest]: string[], leaf: Leaf): void {
  if (rest.length === 0) return void tree.set(name, leaf);
  const branch = tree.get(name);
  const inner: Tree = branch instanceof Map ? branch : new Map();
  tree.set(name, inner);
  plant(inner, rest, leaf);
}

function docOf(codes: readonly string[]): string {
  return codes.length > 0 ? `/** May be refused with ${codes.join(', ')}. */\n` : '';
}

function procedureType({ type, input, isInputOptional, output }: ListedProcedure): string {
  const given = input ? `${typeOf(input)}${isInputOptional ? ' | undefined | void' : ''}` : 'void';
  return `${type === 'query' ? 'Query' : 'Mutation'}<${given}, ${typeOf(output)}>`;
}

function recordType(tree: Tree): string {
  const fields = [...tree].map(([name, branch]) =>
    branch instanceof Map ? `${name}: ${recordType(branch)};` : `${branch.doc}${name}: ${branch.type};`,
  );
  return `{\n${fields.join('\n')}\n}`;
}

/** Loading the formatter would take longer than all the rest, and a page's types wait for this. */
function indented(text: string): string {
  let depth = 0;
  const lines = text.split('\n').map((line) => {
    if (line.startsWith('}')) depth -= 1;
    const placed = line === '' ? '' : `${'  '.repeat(depth)}${line}`;
    if (line.endsWith('{')) depth += 1;
    return placed;
  });
  return lines.join('\n');
}

function quotedUnion(names: readonly string[]): string {
  return names.map((name) => `\n  | ${JSON.stringify(name)}`).join('');
}
