import type { users as english } from '#client/i18n/en/users.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Тексты страницы профиля. */
export const users = {
  title: 'Профиль',
  about: { title: 'О вас', description: 'Как к вам обращаться и как вы входите.' },
  preferences: { title: 'Язык, тема и часовой пояс', description: 'Действуют на всех ваших устройствах.' },
  fullName: 'Имя и фамилия',
  username: 'Имя пользователя',
  usernameHint: 'С ним можно входить вместо почты.',
  email: 'Электронная почта',
  emailHint: 'Это логин аккаунта. Сменить почту пока нельзя.',
  locale: 'Язык',
  theme: 'Тема',
  themes: { dark: 'Тёмная', light: 'Светлая', system: 'Как в системе' },
  timeZone: 'Часовой пояс',
  timeZoneHint: 'В нём показываем даты и время.',
  useBrowserZone: 'На устройстве {{zone}}. Взять с устройства',
  saved: 'Профиль сохранён',
  discard: 'Отменить изменения',
  reload: 'Загрузить новое, мои правки оставить',
  leave: {
    title: 'Уйти без сохранения?',
    body: 'Изменения на этой странице не сохранены.',
    stay: 'Остаться',
    leave: 'Уйти без сохранения',
  },
} satisfies Localised<typeof english>;
