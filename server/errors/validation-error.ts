import { z } from 'zod';
import { AppError } from '#server/errors/app-error.ts';
import { errorCatalog, fieldCodeOf, isErrorCode, type FieldCode } from '#shared/errors.ts';
import { passwordMaximumLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';

const passwordParams = {
  PASSWORD_TOO_SHORT: { minimum: passwordMinimumLength },
  PASSWORD_TOO_LONG: { maximum: passwordMaximumLength },
} as const;

/** The caller chooses the unknown fields: so their number and the length of their names are limited. */
const maximumUnknownFields = 10;
const maximumFieldName = 64;

const missing = 'missing';

// Zod drops the input from its issues, so a missing value is marked while the input is still known.
z.config({
  customError: ({ code, input }) => (code === 'invalid_type' && input === undefined ? missing : undefined),
});

/** Zod's issues as the refusal of a form. When a password rule is the only problem, its code answers. */
export function validationError(error: z.core.$ZodError): AppError {
  // Without a prototype: a field may be named `constructor` or `__proto__`.
  const fields: Record<string, FieldCode> = Object.create(null);
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
  const code = fieldCodeOf(issue, issue.message === missing);
  if (issue.code !== 'unrecognized_keys') return [[path.join('.'), code]];
  const named = issue.keys.slice(0, maximumUnknownFields);
  return named.map((key) => [[...path, key.slice(0, maximumFieldName)].join('.'), code]);
}
