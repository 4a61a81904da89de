import type { users as english } from '#client/i18n/en/users.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Тексты страницы профиля. */
export const users = {
  title: 'Профиль',
  about: { title: 'О вас', description: 'Так вас знает QuantPulse.' },
  preferences: { title: 'Язык, оформление и время', description: 'Действуют на всех ваших устройствах.' },
  fullName: 'Полное имя',
  username: 'Имя пользователя',
  usernameHint: 'Его можно указывать при входе вместо почты.',
  email: 'Почта',
  emailHint: 'По ней узнаётся учётная запись, здесь её изменить нельзя.',
  locale: 'Язык',
  theme: 'Тема',
  themes: { dark: 'Тёмная', light: 'Светлая', system: 'Как в системе' },
  timeZone: 'Часовой пояс',
  timeZoneHint: 'По нему показаны все даты и время.',
  useBrowserZone: 'В этом браузере — {{zone}}. Выбрать его',
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
