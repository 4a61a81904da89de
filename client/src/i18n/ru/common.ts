import type { common as english } from '#client/i18n/en/common.ts';
import type { Localised } from '#shared/localised.ts';

/** Слова компонентов и самого продукта. */
export const common = {
  product: 'QuantPulse',
  close: 'Закрыть',
  cancel: 'Отмена',
  save: 'Сохранить',
  retry: 'Повторить',
  copy: 'Скопировать',
  copied: 'Скопировано',
  loading: 'Загрузка…',
  pages: { first: 'На первую страницу', next: 'Дальше' },
  optional: 'необязательно',
  unknownDevice: 'Неизвестное устройство',
  notifications: 'Уведомления',
  loadFailed: 'Не удалось загрузить',
  titleError: 'Ошибка: {{title}}',
  password: {
    show: 'Показать пароль',
    hide: 'Скрыть пароль',
    capsLock: 'Включён Caps Lock.',
    cyrillic: 'Включена русская раскладка. Проверьте язык ввода.',
  },
  strength: {
    label: 'Надёжность пароля',
    refused: 'Не подходит',
    empty: 'Минимум 8 символов. Несколько не связанных между собой слов надёжны и легко запоминаются.',
    missing_one: 'Ещё {{count}} символ.',
    missing_few: 'Ещё {{count}} символа.',
    missing_many: 'Ещё {{count}} символов.',
    missing_other: 'Ещё {{count}} символа.',
    weak: 'Слабый: легко подобрать. Возьмите фразу подлиннее.',
    fair: 'Средний: ещё одно слово сделает его намного надёжнее.',
    good: 'Хороший: подобрать трудно.',
    strong: 'Надёжный: подобрать очень трудно.',
    repeated: 'Повторы и последовательности символов подбирают в первую очередь.',
  },
  summary: {
    title_one: 'Нужно исправить {{count}} поле',
    title_few: 'Нужно исправить {{count}} поля',
    title_many: 'Нужно исправить {{count}} полей',
    title_other: 'Нужно исправить {{count}} поля',
  },
} satisfies Localised<typeof english>;
