import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { z } from 'zod';
import { noInput } from '#shared/shapes.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A procedure as its router lists it. */
export interface ListedProcedure {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly meta: unknown;
  /** Null for one that takes no input. */
  readonly input: JsonSchema | null;
  /** Whether a caller may leave the input out, which JSON Schema does not tell. */
  readonly isInputOptional: boolean;
  readonly output: JsonSchema;
}

/** What tRPC keeps of a procedure beyond its public types. */
type Definition = AnyTRPCProcedure['_def'] & { inputs: z.ZodType[]; output?: z.ZodType };

/** Schemas that keep their names: a procedure's schema refers to each and holds it under `$defs`. */
type Names = z.core.$ZodRegistry<{ id?: string }>;

/** Every procedure of a router by path, in alphabetical order; one without `.output()` is an error. */
export function proceduresOf(router: AnyTRPCRouter, names: Names = z.registry()): ListedProcedure[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.entries(procedures)
    .map(([path, { _def: definition }]) => describe(path, definition as Definition, names))
    .toSorted((one, other) => one.path.localeCompare(other.path, 'en'));
}

function describe(path: string, { type, meta, inputs, output }: Definition, names: Names): ListedProcedure {
  const options = { unrepresentable: 'any', metadata: names } as const;
  const input: z.ZodType | undefined = inputs[0] === noInput ? undefined : inputs[0];
  if (!output) throw new Error(`${path} has no .output(): give it the schema of its answer in its router`);
  return {
    path,
    type: type === 'query' ? 'query' : 'mutation',
    meta,
    input: input ? z.toJSONSchema(input, { ...options, io: 'input' }) : null,
    isInputOptional: input?._zod.optin === 'optional',
    output: z.toJSONSchema(output, { ...options, io: 'output' }),
  };
}
