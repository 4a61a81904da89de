import type { fields as english } from '#client/i18n/en/fields.ts';
import type { Localised } from '#client/i18n/localised.ts';

/** Что читает человек под полем: для каждой общей причины и точнее — где о поле можно сказать больше. */
export const fields = {
  REQUIRED: 'Заполните это поле.',
  TOO_SHORT: 'Слишком короткое значение.',
  TOO_LONG: 'Слишком длинное значение.',
  INVALID: 'Проверьте это значение.',
  UNKNOWN_FIELD: 'Сервер не знает такого поля. Обновите страницу и попробуйте ещё раз.',
  MISMATCH: 'Пароли не совпадают. Введите один и тот же пароль дважды.',
  exact: {
    'identifier.REQUIRED': 'Введите почту или имя пользователя.',
    'identifier.INVALID': 'Введите почту или имя пользователя без переносов строк и особых символов.',
    'email.REQUIRED': 'Введите почту.',
    'email.INVALID': 'Введите адрес вида name@example.com.',
    'email.TOO_LONG': 'Адрес должен быть не длиннее 254 символов.',
    'password.REQUIRED': 'Введите пароль.',
    'password.INVALID': 'В пароле есть символ, который нельзя сохранить. Придумайте другой.',
    'passwordConfirmation.REQUIRED': 'Введите пароль ещё раз.',
    'username.REQUIRED': 'Введите имя пользователя.',
    'username.TOO_SHORT': 'Нужно не меньше 3 символов.',
    'username.TOO_LONG': 'Допускается не больше 50 символов.',
    'username.INVALID':
      'Подойдут буквы одного алфавита, цифры, точки, дефисы и подчёркивания; в начале и в конце — буква или цифра. Некоторые имена зарезервированы.',
    'fullName.TOO_LONG': 'Допускается не больше 255 символов.',
    'fullName.INVALID': 'Введите имя одной строкой, без особых символов.',
    'timeZone.INVALID': 'Сервер не знает такого часового пояса. Выберите другой.',
  },
} satisfies Localised<typeof english>;
