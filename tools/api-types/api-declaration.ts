import { resolveConfig, format } from 'prettier';
import { appRouter } from '#server/router.ts';
import { policiesOf } from '#server/trpc/policy.ts';
import { proceduresOf, type ListedProcedure } from '#server/trpc/procedure-list.ts';
import { errorCatalog, fieldReasons } from '#shared/errors.ts';
import { typeOf } from './json-schema-type.ts';

/** A tree of routers: a procedure's type at every leaf. */
type Tree = Map<string, Tree | Leaf>;
interface Leaf {
  readonly doc: string;
  readonly type: string;
}

const head = `
// The type of QuantPulse's API in one file, written by \`npm run types\`. It needs the types of @trpc/server and nothing
// else: import type { AppRouter } from './quantpulse-api.js'; createTRPCClient<AppRouter>({ links: [...] }).
import type { TRPCBuiltRouter, TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server/rpc';
`;

const statuses = [...new Set(Object.values(errorCatalog).map(({ status }) => status))].join(' | ');
const errors = `
/** A stable code of a refusal: \`error.message\` and \`error.data.app.code\`. */
export type ErrorCode = ${quotedUnion(Object.keys(errorCatalog))};

/** What is wrong with one field. */
export type FieldCode = ErrorCode | ${quotedUnion(fieldReasons)};

/** The part of every refusal that is the API's own: \`error.data.app\`. */
export interface AppErrorBody {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, number>>;
  readonly fields?: Readonly<Record<string, FieldCode>>;
  readonly requestId: string;
}

interface ErrorShape {
  code: TRPC_ERROR_CODE_NUMBER;
  message: ErrorCode;
  data: { code: TRPC_ERROR_CODE_KEY; httpStatus: ${statuses}; path?: string; app: AppErrorBody };
}

interface Root {
  ctx: object;
  meta: object;
  errorShape: ErrorShape;
  transformer: false;
}
`;

/** The router's type with the server's context erased, as one declaration file. */
export async function apiDeclaration(): Promise<string> {
  const codes = new Map(policiesOf(appRouter).map((policy) => [policy.path, policy.codes]));
  const tree: Tree = new Map();
  for (const procedure of proceduresOf(appRouter))
    plant(tree, procedure.path.split('.'), {
      doc: docOf(codes.get(procedure.path) ?? []),
      type: procedureType(procedure),
    });
  const text = `${head}${errors}\nexport type AppRouter = TRPCBuiltRouter<Root, ${recordType(tree)}>;\n`;
  return format(text, { ...(await resolveConfig(import.meta.filename)), parser: 'typescript' });
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

function procedureType({ type, input, output }: ListedProcedure): string {
  const kind = type === 'query' ? 'TRPCQueryProcedure' : 'TRPCMutationProcedure';
  const inputType = input ? typeOf(input) : 'void';
  return `${kind}<{ input: ${inputType}; output: ${typeOf(output)}; meta: object; errorShape: ErrorShape }>`;
}

function recordType(tree: Tree): string {
  const fields = [...tree].map(([name, branch]) =>
    branch instanceof Map ? `${name}: ${recordType(branch)};` : `${branch.doc}${name}: ${branch.type};`,
  );
  return `{ ${fields.join('\n')} }`;
}

function quotedUnion(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(' | ');
}
