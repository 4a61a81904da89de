import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import type { z } from 'zod';
import { isBoundedFirst } from '#shared/text.ts';

/** Parts of a schema that hold other schemas, by the names zod gives them. */
const parts = ['innerType', 'element', 'in', 'out', 'keyType', 'valueType', 'left', 'right', 'rest'];
const lists = ['options', 'items'];

/** Every text of an input that is read before its length is judged, a line each, with what to do. */
export function unboundedTextsOf(router: AnyTRPCRouter): string[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.entries(procedures).flatMap(([path, { _def: definition }]) => {
    const { inputs } = definition as unknown as { inputs: z.core.$ZodType[] };
    return inputs.flatMap((input) => textsOf(input, path)).map(toProblem);
  });
}

/** The same for a schema that is no procedure's. */
export function unboundedTextsIn(schema: z.core.$ZodType, place: string): string[] {
  return textsOf(schema, place).map(toProblem);
}

function toProblem(place: string): string {
  return `${place} is read before its length is judged: begin it with boundedText() or trimmedText() of shared/text.ts`;
}

/** The places of texts without a bound, such as `auth.register.email`. */
function textsOf(schema: z.core.$ZodType, place: string): string[] {
  const definition = schema._zod.def as unknown as Record<string, unknown>;
  if (definition['type'] === 'string') return isBoundedFirst(schema) ? [] : [place];
  const fields = Object.entries((definition['shape'] ?? {}) as Record<string, z.core.$ZodType>);
  const inner = [
    ...parts.map((name) => definition[name]),
    ...lists.flatMap((name) => (definition[name] as unknown[] | undefined) ?? []),
  ].filter((part) => part !== undefined && part !== null) as z.core.$ZodType[];
  return [
    ...fields.flatMap(([name, field]) => textsOf(field, `${place}.${name}`)),
    ...inner.flatMap((part) => textsOf(part, place)),
  ];
}
