import type { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { errorCatalog, isErrorCode, type FieldCode } from '#shared/errors.ts';
import { passwordMaximumLength, passwordMinimumLength } from '#shared/password-policy.ts';

const passwordParams = {
  PASSWORD_TOO_SHORT: { minimum: passwordMinimumLength },
  PASSWORD_TOO_LONG: { maximum: passwordMaximumLength },
} as const;

/** Zod's issues as the refusal of a form; a password rule that is broken alone speaks for itself. */
export function validationError(error: z.core.$ZodError): AppError {
  const fields: Record<string, FieldCode> = {};
  for (const issue of error.issues) for (const [path, code] of fieldCodes(issue)) fields[path] ??= code;
  const codes = Object.values(fields);
  const [only] = codes;
  if (codes.length === 1 && isErrorCode(only) && errorCatalog[only].status === 400)
    return new AppError(only, { fields, ...paramsOf(only) });
  return new AppError('VALIDATION_FAILED', { fields });
}

function paramsOf(code: FieldCode) {
  return code === 'PASSWORD_TOO_SHORT' || code === 'PASSWORD_TOO_LONG'
    ? { params: passwordParams[code] }
    : {};
}

function fieldCodes(issue: z.core.$ZodIssue): [path: string, code: FieldCode][] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...path, key].join('.'), 'UNKNOWN_FIELD']);
  return [[path.join('.'), fieldCode(issue)]];
}

function fieldCode(issue: z.core.$ZodIssue): FieldCode {
  if (issue.code === 'custom' && isErrorCode(issue.params?.['code'])) return issue.params['code'];
  if (issue.code === 'too_small') return issue.minimum === 1 ? 'REQUIRED' : 'TOO_SHORT';
  if (issue.code === 'too_big') return 'TOO_LONG';
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'REQUIRED';
  return 'INVALID';
}
