import { useTranslation } from 'react-i18next';
import { passwordMaximumLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';
import { fieldReasons, isErrorCode, type FieldReason } from '#shared/errors.ts';

const counts: Record<string, number> = {
  PASSWORD_TOO_SHORT: passwordMinimumLength,
  PASSWORD_TOO_LONG: passwordMaximumLength,
};

/** What a person reads under a field for the code a schema or the server gave it. */
export function useFieldText() {
  const { t, i18n } = useTranslation(['fields', 'errors']);
  return (field: string, code: string | undefined): string | undefined => {
    if (!code) return undefined;
    // Not every field has a text of its own for every code; any one of them gives the key its type.
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
