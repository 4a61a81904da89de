import { z } from 'zod';
import type { FieldCode } from '#shared/errors.ts';

// Every schema imports this file first. zod would compile them by `new Function`, which the pages' CSP forbids.
if ('document' in globalThis) z.config({ jitless: true });

const controlOrSurrogate = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** Invisible characters, and those that turn their neighbours. U+2800 and U+1D159 are blanks that count as symbols. */
const unseen =
  /[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\u2800\u{1d159}]/u;

/** The first checks of all bounded texts, by which `isBoundedFirst` recognises them. */
const bounds = new WeakSet<object>();

/**
 * The beginning of every text of an input: at most `maximum` code units, checked before anything reads the text. zod
 * continues after a failed check unless that check aborts. `code` replaces TOO_LONG.
 */
export function boundedText(maximum: number, code?: FieldCode) {
  const text = code
    ? z.string().refine(({ length }) => length <= maximum, { abort: true, params: { code } })
    : z.string().max(maximum, { abort: true });
  for (const bound of text._zod.def.checks ?? []) bounds.add(bound);
  return text;
}

/** Like `boundedText`, but trimmed; as many blanks again are allowed around the text. */
export function trimmedText(maximum: number) {
  return boundedText(2 * maximum)
    .trim()
    .max(maximum, { abort: true });
}

/** A password or token to check: any string, since a long one is refused like a wrong one. Length is judged first. */
export const presentedText = z.string();

/** True for `presentedText` itself, and for a text that begins with the bound of `boundedText`. */
export function isBoundedFirst(text: z.core.$ZodType): boolean {
  const [first] = text._zod.def.checks ?? [];
  return text === presentedText || (first !== undefined && bounds.has(first));
}

/** One line of typed text. No control characters, and no lone surrogates, which PostgreSQL cannot store. */
export function isPlainLine(value: string): boolean {
  return !controlOrSurrogate.test(value);
}

/** A line whose every character is visible: no format, bidi or default-ignorable ones (UTS #39 §3.1). */
export function isVisibleLine(value: string): boolean {
  return !unseen.test(value);
}

/** An id of a row: a UUID of any version, in lower case as the database writes it. */
export const rowId = boundedText(36).check(z.guid()).toLowerCase();

/** An instant as the API writes it: ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** `fullName` as `full_name`, the spelling of the REST face. */
export function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
