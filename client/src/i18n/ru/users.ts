import type { users as english } from '#client/i18n/en/users.ts';
import type { Localised } from '#shared/localised.ts';

/** Тексты страницы профиля. */
export const users = {
  title: 'Профиль',
  about: { title: 'О вас', description: 'Как к вам обращаться и как вы входите.' },
  appearance: { title: 'Язык и тема', description: 'Меняются сразу, на всех ваших устройствах.' },
  preferences: { title: 'Время и деньги', description: 'Как показывать время и суммы.' },
  avatar: {
    choose: 'Выбрать фото',
    remove: 'Удалить фото',
    unreadable: 'Файл не открылся как изображение. Выберите PNG или JPEG.',
    noWebp: 'Этот браузер не умеет готовить фото. Добавьте его в Chrome или Firefox.',
  },
  fullName: 'Имя и фамилия',
  username: 'Имя пользователя',
  usernameHint: 'С ним можно входить вместо почты.',
  email: 'Электронная почта',
  emailHint: 'Это логин аккаунта. Меняется в разделе «Безопасность».',
  locale: 'Язык',
  theme: 'Тема',
  gainColour: {
    label: 'Прибыль и убыток',
    hint: 'Запоминает этот браузер. Знак и стрелка остаются.',
    green: 'Прибыль зелёная, убыток красный',
    red: 'Прибыль красная, убыток зелёный',
  },
  timeZone: 'Часовой пояс',
  timeZoneHint: 'В нём показываем даты и время.',
  zone: {
    now: '{{offset}} · сейчас {{time}}',
    none: 'Такого города в списке нет. Введите смещение, например UTC+5.',
  },
  useBrowserZone: 'На устройстве {{zone}}. Взять с устройства',
  baseCurrency: 'Основная валюта',
  baseCurrencyHint: 'В ней будут итоги, когда появятся портфели.',
  numberFormat: 'Запись чисел',
  numberFormatAuto: 'Авто: {{sample}}',
  sample: 'Как это будет выглядеть',
  saved: 'Профиль сохранён',
  discard: 'Отменить изменения',
  merge: {
    title: 'Изменено и на другом устройстве',
    body: 'Выберите, что оставить. Всё остальное уже объединено.',
    mine: 'У вас',
    theirs: 'На другом устройстве',
    empty: 'Не заполнено',
  },
  leave: {
    title: 'Уйти без сохранения?',
    body: 'Изменения на этой странице не сохранены.',
    stay: 'Остаться',
    leave: 'Уйти без сохранения',
  },
} satisfies Localised<typeof english>;
