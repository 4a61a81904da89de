import type { auth as english } from '#client/i18n/en/auth.ts';
import type { Localised } from '#shared/localised.ts';

/** Тексты входа, регистрации и повторного входа поверх страницы. */
export const auth = {
  login: {
    title: 'Вход',
    submit: 'Войти',
    noAccount: 'Ещё нет аккаунта?',
    register: 'Зарегистрироваться',
    forgotten: 'Забыли пароль?',
  },
  register: {
    title: 'Регистрация',
    submit: 'Зарегистрироваться',
    closed: 'Регистрация закрыта',
    closedBody: 'Попросите администратора этого сервера создать вам аккаунт.',
    signInInstead: 'Войти с этой почтой',
    haveAccount: 'Уже есть аккаунт?',
    login: 'Войти',
  },
  identifier: 'Электронная почта или имя пользователя',
  email: 'Электронная почта',
  password: 'Пароль',
  passwordConfirmation: 'Повторите пароль',
  username: 'Имя пользователя',
  usernameEmpty: 'Если оставить пустым, мы создадим его по вашей почте.',
  usernameSuggested: 'Предложено по вашей почте; если оно занято, добавим число.',
  usernameChosen: 'С ним можно входить вместо почты.',
  fullName: 'Имя и фамилия',
  rememberMe: 'Запомнить меня',
  rememberMeHint: 'Оставаться в аккаунте после закрытия браузера. Не включайте на чужом устройстве.',
} satisfies Localised<typeof english>;
