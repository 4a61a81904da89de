import type { shell as english } from '#client/i18n/en/shell.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Рамка вокруг страниц вошедшего: навигация, шапка, команды. */
export const shell = {
  skip: 'Перейти к содержимому',
  nav: {
    label: 'Основная навигация',
    open: 'Открыть меню',
    collapse: 'Свернуть боковую панель',
    expand: 'Развернуть боковую панель',
    dashboard: 'Обзор',
    profile: 'Профиль',
    security: 'Безопасность',
    data: 'Ваши данные',
    settings: 'Настройки',
  },
  user: {
    menu: 'Меню аккаунта',
    signOut: 'Выйти',
    signingOut: 'Выходим…',
    signOutFailed: 'Выйти не удалось: сервер недоступен. Сеанс ещё открыт.',
  },
  palette: {
    title: 'Команды',
    open: 'Поиск и переход…',
    placeholder: 'Страница, настройка или команда',
    empty: 'По запросу «{{query}}» ничего не нашлось.',
    goTo: 'Перейти: {{page}}',
    useTheme: 'Тема: {{theme}}',
    useLanguage: 'Язык: {{language}}',
  },
  shortcuts: {
    title: 'Сочетания клавиш',
    palette: 'Открыть палитру команд',
    sidebar: 'Свернуть или развернуть боковую панель',
    help: 'Показать этот список',
    close: 'Закрыть открытое окно',
  },
} satisfies Localised<typeof english>;
