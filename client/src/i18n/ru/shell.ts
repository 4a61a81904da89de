import type { shell as english } from '#client/i18n/en/shell.ts';
import type { Localised } from '#shared/localised.ts';

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
    administration: 'Администрирование',
  },
  user: {
    menu: 'Меню аккаунта',
    signOut: 'Выйти',
    signOutFailed: 'Выйти не удалось: сервер недоступен. Сеанс ещё открыт.',
  },
  palette: {
    title: 'Команды',
    open: 'Поиск и переход…',
    placeholder: 'Страница, настройка или команда',
    empty: 'По запросу «{{query}}» ничего не нашлось.',
    useTheme: 'Тема: {{theme}}',
    useLanguage: 'Язык: {{language}}',
    current: 'выбрано сейчас',
    found_one: 'Найден {{count}} пункт',
    found_few: 'Найдено {{count}} пункта',
    found_many: 'Найдено {{count}} пунктов',
    found_other: 'Найдено {{count}} пункта',
    endSession: 'Завершить: {{device}}',
    failed: 'Не получилось. Повторите попытку.',
    groups: {
      recent: 'Недавнее',
      pages: 'Перейти',
      settings: 'Настройки',
      theme: 'Тема',
      language: 'Язык',
      actions: 'Действия',
      sessions: 'Сеансы',
    },
  },
  help: {
    title: 'Помощь',
    ask: {
      title: 'К кому обратиться',
      body: 'Этим сервером управляет тот, кто дал вам его адрес. Обращайтесь к нему, если что-то не работает, забыт пароль или есть вопросы об аккаунте.',
      tell: 'Сообщите, что и когда вы делали, эту версию и номер запроса, если он был показан.',
    },
    version: 'Версия',
    keys: 'Важно место клавиши, а не буква, поэтому раскладка может быть любой.',
  },
  rows: { compact: 'Строки плотнее', roomy: 'Строки свободнее', more: 'Показать ещё (осталось {{left}})' },
  shortcuts: {
    title: 'Сочетания клавиш',
    palette: 'Открыть палитру команд',
    sidebar: 'Свернуть или развернуть боковую панель',
    search: 'Искать в списке на странице',
    help: 'Показать этот список',
    close: 'Закрыть открытое окно',
  },
} satisfies Localised<typeof english>;
