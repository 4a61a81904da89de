import { z } from 'zod';
import type { Signs } from '#client/lib/numbers.ts';
import { readDecimal } from '#client/money/figures/decimal-text.ts';

/** The schema of a `DecimalField`: what was typed becomes a decimal of the wire, which `schema` judges. */
export function typedDecimal<Checked>(signs: Signs, schema: z.ZodType<Checked, string>) {
  return z
    .string()
    .transform((typed) => readDecimal(typed, signs) ?? typed)
    .pipe(schema);
}

/** The same for a field that may stay empty. */
export function optionalDecimal<Checked>(signs: Signs, schema: z.ZodType<Checked, string>) {
  return z
    .string()
    .transform((typed) => (typed.trim() === '' ? undefined : (readDecimal(typed, signs) ?? typed)))
    .pipe(schema.optional());
}
