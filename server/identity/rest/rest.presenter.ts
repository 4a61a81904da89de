import type { Locale } from '#shared/locales.ts';

/** What a browser client is told after a sign-up and a sign-out. */
export const restMessages: Readonly<Record<Locale, Readonly<Record<'registered' | 'signedOut', string>>>> = {
  en: { registered: 'The account is ready, and you are signed in.', signedOut: 'You are signed out.' },
  ru: { registered: 'Аккаунт создан, вы вошли.', signedOut: 'Вы вышли.' },
};
