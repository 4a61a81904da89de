import type { z } from 'zod';
import { appRouter } from '#server/router.ts';
import { proceduresOf } from '#server/trpc/procedure-list.ts';

const inputs = new Map(proceduresOf(appRouter).map(({ path, input }) => [path, input]));

/** The least a procedure accepts: its required fields, by what is known of the world, else by their type. */
export function validInput(path: string, known: Record<string, unknown>): unknown {
  const schema = inputs.get(path);
  if (!schema) return undefined;
  const required = schema.required ?? [];
  return Object.fromEntries(
    required.map((name) => [name, known[name] ?? valueOf(`${path}: ${name}`, schema.properties?.[name])]),
  );
}

function valueOf(where: string, schema: z.core.JSONSchema._JSONSchema | undefined): unknown {
  if (typeof schema === 'object') {
    if (schema.enum) return schema.enum[0];
    if (schema.type === 'boolean') return false;
    if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  }
  throw new Error(`${where} is text that must mean something: add it to the known values of this test`);
}
