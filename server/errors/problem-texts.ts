import type { ErrorCode } from '#shared/errors.ts';
import type { Locale } from '#shared/locales.ts';

/** The codes whose text for a person speaks of a page or a form, which no program has. */
type OfPages =
  | 'VALIDATION_FAILED'
  | 'MALFORMED_REQUEST'
  | 'UNAUTHENTICATED'
  | 'REAUTH_REQUIRED'
  | 'ORIGIN_REFUSED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'CONFLICT_VERSION'
  | 'KEY_REUSED'
  | 'UNEXPECTED';

type ProgramTexts = Readonly<Record<OfPages, string>> & {
  /** A field that another call changes; `see` is its name. */
  readonly elsewhere: string;
};

/** What a program is told instead of the text that a page shows. nginx/refusal-bodies.conf repeats three of them. */
export const programTexts: Readonly<Record<Locale, ProgramTexts>> = {
  en: {
    VALIDATION_FAILED: 'Some fields are wrong; “fields” tells which.',
    MALFORMED_REQUEST: 'The path or the body cannot be read: it is broken, or not in UTF-8.',
    UNAUTHENTICATED: 'Nobody is signed in, or the access token has expired. Renew it or sign in.',
    REAUTH_REQUIRED: 'This is allowed within ten minutes of a sign-in. Sign in again, then repeat the call.',
    ORIGIN_REFUSED: 'Calls from this origin are not accepted.',
    NOT_FOUND: 'Nothing is found at this address.',
    METHOD_NOT_ALLOWED: 'This address does not offer this method; the header “Allow” lists those it does.',
    PAYLOAD_TOO_LARGE: 'The body is larger than the server accepts.',
    UNSUPPORTED_MEDIA_TYPE: 'This call does not take a body of this media type or encoding.',
    CONFLICT_VERSION: 'This has changed meanwhile. Read it, then repeat the call.',
    KEY_REUSED: 'This key was used for another call with other content. Make a new key for what is new.',
    UNEXPECTED: 'Something went wrong on the server. Its administrator finds the cause by “request_id”.',
    elsewhere: 'A field is not changed here but by the call {{see}}, which confirms the change by a mail.',
  },
  ru: {
    VALIDATION_FAILED: 'Некоторые поля заполнены неверно; какие именно, сказано в «fields».',
    MALFORMED_REQUEST: 'Не удалось прочитать путь или тело запроса: они повреждены или не в UTF-8.',
    UNAUTHENTICATED: 'Вы не вошли, или токен доступа истёк. Обновите его или войдите.',
    REAUTH_REQUIRED:
      'Это действие доступно в течение десяти минут после входа. Войдите ещё раз и повторите запрос.',
    ORIGIN_REFUSED: 'Запросы с этого источника не принимаются.',
    NOT_FOUND: 'По этому адресу ничего нет.',
    METHOD_NOT_ALLOWED: 'Этот адрес не поддерживает такой метод; доступные перечислены в заголовке «Allow».',
    PAYLOAD_TOO_LARGE: 'Тело запроса больше, чем принимает сервер.',
    UNSUPPORTED_MEDIA_TYPE: 'Тип или кодировка тела не подходят для этого запроса.',
    CONFLICT_VERSION: 'Данные тем временем изменились. Прочитайте их и повторите запрос.',
    KEY_REUSED: 'Этот ключ уже использован с другим содержимым. Для новой операции создайте новый ключ.',
    UNEXPECTED: 'На сервере произошла ошибка. Администратор найдёт причину по «request_id».',
    elsewhere: 'Одно из полей меняется не здесь, а вызовом {{see}}: изменение подтверждают по почте.',
  },
};

/** True for a code that has a text of its own for programs. */
export function isOfPages(code: ErrorCode): code is OfPages {
  return Object.hasOwn(programTexts.en, code);
}
