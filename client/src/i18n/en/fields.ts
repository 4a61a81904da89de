import type { FieldTexts } from '#client/i18n/code-texts.ts';

/** What a person reads under a field for each general reason. */
export const fields = {
  REQUIRED: 'Fill in this field.',
  TOO_SHORT: 'This is too short.',
  TOO_LONG: 'This is too long.',
  INVALID: 'This does not look right.',
  UNKNOWN_FIELD: 'The server does not know this field.',
} as const satisfies FieldTexts & Record<string, unknown>;
