import { zodResolver } from '@hookform/resolvers/zod';
import type { FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';
import { isErrorCode, type FieldCode } from '#shared/errors.ts';

type RawIssue = z.core.$ZodRawIssue;

/** Checks the values of a form by a schema; its errors are codes of the server's. */
export function checkedBy<Values extends FieldValues, Checked>(
  schema: z.ZodType<Checked, Values>,
): Resolver<Values, unknown, Checked> {
  return zodResolver(schema, { error: fieldCodeOf });
}

/** What the shared schemas find wrong with a field, in the words the server would use for it. */
export function fieldCodeOf(issue: RawIssue): FieldCode {
  if (issue.input === undefined || issue.input === '') return 'REQUIRED';
  switch (issue.code) {
    case 'too_small':
      return 'TOO_SHORT';
    case 'too_big':
      return 'TOO_LONG';
    case 'unrecognized_keys':
      return 'UNKNOWN_FIELD';
    case 'custom':
      return customCode(issue.params?.['code']);
    default:
      return 'INVALID';
  }
}

function customCode(code: unknown): FieldCode {
  return isErrorCode(code) ? code : 'INVALID';
}
