import { toAppErrorBody } from '#server/errors/error-body.ts';
import { isOfPages, programTexts } from '#server/errors/problem-texts.ts';
import { errorCatalog, type AppErrorBody, type ErrorCode } from '#shared/errors.ts';
import type { Locale } from '#shared/locales.ts';
import { errors as english } from '#shared/texts/errors.en.ts';
import { errors as russian } from '#shared/texts/errors.ru.ts';
import { toSnakeCase } from '#shared/text.ts';

/** The media type of a refusal (RFC 9457 §6.1). */
export const problemType = 'application/problem+json';

type Texts = Readonly<Record<string, string | Readonly<Record<string, string>>>>;
const texts: Readonly<Record<Locale, Texts>> = { en: english, ru: russian };

/** A refusal at /api (RFC 9457). Parameters of the code stand beside the members of the standard. */
export function toProblem(error: unknown, language: Locale) {
  const body = toAppErrorBody(error);
  const { code, params = {}, fields, requestId } = body;
  const extensions = Object.entries(params).map(([name, value]) => [toSnakeCase(name), value]);
  return {
    ...(Object.fromEntries(extensions) as Readonly<Record<string, unknown>>),
    type: `/api/docs#${code}`,
    title: titleOf(code),
    status: errorCatalog[code].status,
    detail: detailOf(body, language),
    code,
    ...(fields && { fields }),
    request_id: requestId,
  };
}

/** The code as words: `EMAIL_TAKEN` is `Email taken`. */
function titleOf(code: ErrorCode): string {
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What happened and what to do, in the words of the pages where a program can follow them. */
function detailOf({ code, params = {} }: AppErrorBody, language: Locale): string {
  const { see, attemptsLeft, deletedUntil, because, ...others } = params;
  const all = texts[language];
  if (see !== undefined) return programTexts[language].elsewhere.replace('{{see}}', String(see));
  if (attemptsLeft !== undefined)
    return counted(all['attemptsLeft'], code, { count: Number(attemptsLeft), language });
  if (deletedUntil !== undefined)
    return textIn(all['deleted'], code).replace('{{date}}', dayOf(String(deletedUntil), language));
  const ended = because === undefined ? '' : textIn(all['ended'], String(because));
  if (ended !== '') return ended;
  if (isOfPages(code)) return programTexts[language][code];
  const count = Object.values(others).find((value) => typeof value === 'number');
  return count === undefined ? textIn(all, code) : counted(all, code, { count, language });
}

function textIn(group: Texts[string] | Texts | undefined, key: string): string {
  const text = typeof group === 'object' && Object.hasOwn(group, key) ? group[key] : undefined;
  return typeof text === 'string' ? text : '';
}

/** The plural form that the number asks for. `_zero` is a text of its own where there is one, as i18next has it. */
function counted(
  group: Texts[string] | Texts | undefined,
  key: string,
  { count, language }: { count: number; language: Locale },
): string {
  const none = count === 0 ? textIn(group, `${key}_zero`) : '';
  const category = new Intl.PluralRules(language).select(count);
  const text = none || textIn(group, `${key}_${category}`);
  return text.replace('{{count}}', new Intl.NumberFormat(language).format(count));
}

function dayOf(instant: string, language: Locale): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return format.format(new Date(instant));
}
