import type { common as english } from '#client/i18n/en/common.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Слова компонентов и самого продукта. */
export const common = {
  product: 'QuantPulse',
  close: 'Закрыть',
  cancel: 'Отмена',
  save: 'Сохранить',
  retry: 'Попробовать ещё раз',
  copy: 'Скопировать',
  copied: 'Скопировано',
  loading: 'Загрузка…',
  optional: 'необязательно',
  unknownDevice: 'Неизвестное устройство',
  notifications: 'Уведомления',
  loadFailed: 'Не удалось загрузить',
  titleError: 'Ошибка: {{title}}',
  password: {
    show: 'Показать пароль',
    hide: 'Скрыть пароль',
    capsLock: 'Включён Caps Lock.',
    cyrillic: 'Включена русская раскладка. Так и задумано?',
  },
  strength: {
    label: 'Надёжность пароля',
    empty: 'Не меньше 8 символов. Несколько не связанных между собой слов надёжны и легко запоминаются.',
    missing_one: 'Нужен ещё {{count}} символ.',
    missing_few: 'Нужно ещё {{count}} символа.',
    missing_many: 'Нужно ещё {{count}} символов.',
    missing_other: 'Нужно ещё {{count}} символа.',
    weak: 'Слабый. Его легко угадать: попробуйте фразу подлиннее.',
    fair: 'Средний. Ещё одно слово сделает его намного надёжнее.',
    good: 'Хороший. Угадать трудно.',
    strong: 'Надёжный. Угадать очень трудно.',
    repeated: 'Повторы и последовательности символов подбирают в первую очередь.',
  },
  summary: {
    title_one: 'Нужно исправить {{count}} поле',
    title_few: 'Нужно исправить {{count}} поля',
    title_many: 'Нужно исправить {{count}} полей',
    title_other: 'Нужно исправить {{count}} поля',
  },
} satisfies Localised<typeof english>;
