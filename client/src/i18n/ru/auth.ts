import type { auth as english } from '#client/i18n/en/auth.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Тексты страниц auth. */
export const auth = {
  title: 'Войти',
} satisfies Localised<typeof english>;
