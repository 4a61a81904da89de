import { z } from 'zod';
import type { ErrorCode } from '#shared/errors.ts';

const controlOrSurrogate = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** With it, what is not seen or turns what stands beside it: U+2800 and U+1D159 are blanks that count as symbols. */
const unseen =
  /[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029\u2800\u{1d159}]/u;

/** The first check of every bounded text; `isBoundedFirst` knows them again. */
const bounds = new WeakSet<object>();

/**
 * The beginning of every text of an input: at most `maximum` code units, judged before anything reads the text.
 * zod goes on after a failed check unless that check aborts. `code` is told in place of TOO_LONG.
 */
export function boundedText(maximum: number, code?: ErrorCode) {
  const text = code
    ? z.string().refine(({ length }) => length <= maximum, { abort: true, params: { code } })
    : z.string().max(maximum, { abort: true });
  for (const bound of text._zod.def.checks ?? []) bounds.add(bound);
  return text;
}

/** As `boundedText`, without the blanks around it, which may be as many again. */
export function trimmedText(maximum: number) {
  return boundedText(2 * maximum)
    .trim()
    .max(maximum, { abort: true });
}

/** A password or token that is presented: any string, because a long one is refused as a wrong one is. Nobody reads more of it than its length before that is judged. */
export const presentedText = z.string();

/** True when a text of an input is `presentedText` as it stands, or begins with the bound of `boundedText`. */
export function isBoundedFirst(text: z.core.$ZodType): boolean {
  const [first] = text._zod.def.checks ?? [];
  return text === presentedText || (first !== undefined && bounds.has(first));
}

/** One line of text a person typed: no control characters (NUL among them) and no lone surrogates, which PostgreSQL cannot keep. */
export function isPlainLine(value: string): boolean {
  return !controlOrSurrogate.test(value);
}

/** A line of which every character is seen as it is: no format, bidi or default-ignorable one hides in it (UTS #39 §3.1). */
export function isVisibleLine(value: string): boolean {
  return !unseen.test(value);
}

/** An id of a row: a UUID of any version. */
export const rowId = boundedText(36).check(z.guid());

/** An instant as the API writes it: ISO 8601 in UTC. */
export const instant = z.iso.datetime();
