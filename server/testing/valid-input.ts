import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { appRouter } from '#server/router.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';

const inputs = new Map(proceduresOf(appRouter).map(({ path, input }) => [path, input]));

/** The least a procedure accepts. Fields are filled by what is known, else by their type. */
export function validInput(
  path: string,
  known: Record<string, unknown>,
): Record<string, unknown> | undefined {
  const schema = inputs.get(path);
  return schema ? leastInput(schema, known) : undefined;
}

/** The least that a schema accepts, and what more of it is known. */
export function leastInput(
  schema: z.core.JSONSchema.BaseSchema,
  known: Record<string, unknown>,
): Record<string, unknown> {
  const required = schema.required ?? [];
  const names = Object.keys(schema.properties ?? {}).filter(
    (name) => required.includes(name) || name in known,
  );
  return Object.fromEntries(names.map((name) => [name, known[name] ?? valueOf(schema.properties?.[name])]));
}

/** A text that nothing says more of is a new word. A procedure that wants another kind needs it among the known. */
function valueOf(schema: z.core.JSONSchema._JSONSchema | undefined): unknown {
  if (typeof schema !== 'object') return null;
  if (schema.anyOf?.some((one) => typeof one === 'object' && one.type === 'null')) return null;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  return schema.format === 'uuid' ? randomUUID() : `word-${randomUUID().slice(0, 8)}`;
}
