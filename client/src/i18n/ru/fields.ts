import type { fields as english } from '#client/i18n/en/fields.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Что читает человек под полем для каждой общей причины. */
export const fields = {
  REQUIRED: 'Заполните это поле.',
  TOO_SHORT: 'Слишком коротко.',
  TOO_LONG: 'Слишком длинно.',
  INVALID: 'Проверьте это значение.',
  UNKNOWN_FIELD: 'Сервер не знает такого поля.',
} satisfies Localised<typeof english>;
