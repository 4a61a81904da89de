import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import { failureOf, isWait, type Failure } from '#client/lib/failure.ts';
import type { ErrorCode } from '#shared/errors.ts';

/** Codes that are about one field even when the server names none. */
const fieldOfCode: Partial<Record<ErrorCode, string>> = {
  EMAIL_TAKEN: 'email',
  USERNAME_TAKEN: 'username',
  CURRENT_PASSWORD_INVALID: 'currentPassword',
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  PASSWORD_WEAK: 'password',
  PASSWORD_COMMON: 'password',
};

/** Codes that are about a field of one form. Of the fields named for a code, the first that is shown counts. */
export type RefusedAt<Values extends FieldValues> = Readonly<
  Partial<Record<ErrorCode, readonly FieldPath<Values>[]>>
>;

interface Shown<Values extends FieldValues> {
  readonly fields: readonly FieldPath<Values>[];
  readonly refusedAt?: RefusedAt<Values> | undefined;
}

/**
 * Puts what the server refused under the fields it is about, the first of them focused. What is left, or has to be
 * waited for, is returned for the button to tell. Null when the fields say it all.
 */
export function showRefusedFields<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'setError'>,
  { fields, refusedAt }: Shown<Values>,
  error: unknown,
): Failure | null {
  const failure = failureOf(error);
  // A wait is counted down beside the button that waits.
  if (isWait(failure)) return failure;
  const codes = refusedFields(failure, { fields, refusedAt });
  const refused = fields.flatMap((field) => {
    const code = codes[field];
    return code ? [{ field, code }] : [];
  });
  const types = attemptsLeftOf(failure);
  refused.forEach(({ field, code }, index) =>
    form.setError(field, { type: 'server', message: code, ...types }, { shouldFocus: index === 0 }),
  );
  return refused.length > 0 ? null : failure;
}

/** How many wrong passwords are left goes with the error, for its text. */
function attemptsLeftOf(failure: Failure) {
  const left = failure.kind === 'refusal' ? failure.params['attemptsLeft'] : undefined;
  return left === undefined ? {} : { types: { attemptsLeft: String(left) } };
}

function refusedFields<Values extends FieldValues>(
  failure: Failure,
  { fields, refusedAt }: Shown<Values>,
): Readonly<Record<string, string>> {
  if (failure.kind !== 'refusal') return {};
  const { code } = failure;
  const field = refusedAt?.[code]?.find((one) => fields.includes(one)) ?? fieldOfCode[code];
  return field ? { [field]: code, ...failure.fields } : failure.fields;
}
