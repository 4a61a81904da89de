import type { profile as english } from '#client/i18n/en/profile.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Тексты страниц profile. */
export const profile = {
  title: 'Профиль',
} satisfies Localised<typeof english>;
