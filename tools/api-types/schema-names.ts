import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decimalOutput, pricedSchema } from '#shared/money/decimal.ts';

const shared = join(import.meta.dirname, '../../shared');

/** The objects that `shared/` exports, each under its type's name: `userSchema` is `User`. */
export async function schemaNames(): Promise<z.core.$ZodRegistry<{ id?: string }>> {
  const names = z.registry<{ id?: string }>();
  // To the compiler they are more than text, or none.
  names.add(decimalOutput, { id: 'Decimal' });
  names.add(pricedSchema, { id: 'Priced' });
  const files = readdirSync(shared, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).toSorted()) {
    const exported: Record<string, unknown> = await import(join(shared, file));
    for (const [name, value] of Object.entries(exported))
      if (isShape(value)) names.add(value, { id: typeName(name) });
  }
  return names;
}

/** A named text or number would say less than `string` and `number`. */
function isShape(value: unknown): value is z.ZodType {
  return value instanceof z.ZodObject || value instanceof z.ZodUnion;
}

function typeName(name: string): string {
  const short = name.replace(/Schema$/, '');
  return `${short.charAt(0).toUpperCase()}${short.slice(1)}`;
}
