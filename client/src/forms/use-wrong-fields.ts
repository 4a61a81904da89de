import { get, type FieldErrors, type FieldPath, type FieldValues } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isCountedDown } from '#client/lib/use-failure-text.ts';
import { passwordMaximumLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';
import { fieldReasons, isErrorCode, type FieldReason } from '#shared/errors.ts';

export interface WrongField {
  /** The id of the field's input. */
  readonly id: string;
  readonly message: string;
}

const counts: Record<string, number> = {
  PASSWORD_TOO_SHORT: passwordMinimumLength,
  PASSWORD_TOO_LONG: passwordMaximumLength,
};

/** The text under each field of a form, and the same as a list for the summary above it. */
export function useWrongFields<Values extends FieldValues>(
  errors: FieldErrors<Values>,
  labels: Readonly<Partial<Record<FieldPath<Values>, string>>>,
) {
  const { t } = useTranslation('errors');
  const fieldText = useFieldText();
  const textOf = (field: FieldPath<Values>): string | undefined => {
    const code: unknown = get(errors, `${field}.message`);
    if (typeof code !== 'string') return undefined;
    const attemptsLeft: unknown = get(errors, `${field}.types.attemptsLeft`);
    if (isCountedDown(code) && attemptsLeft !== undefined)
      return t(`attemptsLeft.${code}`, { count: Number(attemptsLeft) });
    return fieldText(field, code);
  };
  const wrong = (Object.keys(labels) as FieldPath<Values>[]).flatMap((id): WrongField[] => {
    const message = textOf(id);
    return message ? [{ id, message }] : [];
  });
  return { textOf, wrong };
}

/** What a person reads under a field for the code a schema or the server gave it. */
function useFieldText() {
  const { t, i18n } = useTranslation(['fields', 'errors']);
  return (field: string, code: string): string => {
    // Not every field has a text of its own for every code. Any one of them gives the key its type.
    const exact = `fields:exact.${field}.${code}` as 'fields:exact.email.INVALID';
    const hasOwnText: boolean = i18n.exists(exact);
    if (hasOwnText) return t(exact);
    if (code === 'MISMATCH') return t('fields:MISMATCH');
    if (isErrorCode(code)) return t(`errors:${code}`, { count: counts[code] ?? 0 });
    return t(`fields:${isReason(code) ? code : 'INVALID'}`);
  };
}

function isReason(code: string): code is FieldReason {
  return fieldReasons.some((reason) => reason === code);
}
