import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { fieldCodeOf, type FieldCode } from '#shared/errors.ts';

/** Checks the values of a form by a schema; its errors are codes of the server's. */
export function checkedBy<Values extends FieldValues, Checked>(
  schema: z.ZodType<Checked, Values>,
): Resolver<Values, unknown, Checked> {
  return zodResolver(schema, { error: formFieldCode });
}

/** What a schema finds wrong with a field of a form, where an empty field is a missing one. */
export function formFieldCode(issue: z.core.$ZodRawIssue): FieldCode {
  return fieldCodeOf(issue, issue.input === undefined || issue.input === '');
}
