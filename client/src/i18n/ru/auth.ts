import type { auth as english } from '#client/i18n/en/auth.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Тексты входа, регистрации и повторного входа поверх страницы. */
export const auth = {
  login: {
    title: 'Вход',
    submit: 'Войти',
    noAccount: 'Ещё нет учётной записи?',
    register: 'Зарегистрироваться',
    secondFactor:
      'Для этой учётной записи нужен второй фактор, а эта страница его ещё не умеет. Обновите её.',
  },
  register: {
    title: 'Регистрация',
    submit: 'Зарегистрироваться',
    haveAccount: 'Уже есть учётная запись?',
    login: 'Войти',
  },
  relogin: {
    title: 'Войдите, чтобы продолжить',
    ended: 'Сеанс завершён.',
    body: 'Страница и всё, что вы ввели, останется на месте. Другой пользователь начнёт с чистой страницы.',
    leave: 'Уйти с этой страницы',
  },
  identifier: 'Почта или имя пользователя',
  email: 'Почта',
  password: 'Пароль',
  passwordConfirmation: 'Пароль ещё раз',
  username: 'Имя пользователя',
  usernameEmpty: 'Если оставить пустым, мы создадим его по вашей почте.',
  usernameSuggested: 'Предложено по вашей почте; если оно занято, добавим число.',
  usernameChosen: 'Его можно указывать при входе вместо почты.',
  fullName: 'Полное имя',
  rememberMe: 'Запомнить меня',
  rememberMeHint: 'Не выходить из системы на этом устройстве после закрытия браузера.',
} satisfies Localised<typeof english>;
