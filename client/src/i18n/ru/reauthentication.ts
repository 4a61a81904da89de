import type { reauthentication as english } from '#client/i18n/en/reauthentication.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Пароль, который спрашивают ещё раз посреди действия. */
export const reauthentication = {
  title: 'Подтвердите пароль',
  body: 'С момента входа прошло некоторое время. Введите пароль ещё раз, чтобы никто другой не сделал этого от вашего имени.',
  password: 'Ваш пароль',
  submit: 'Продолжить',
} satisfies Localised<typeof english>;
