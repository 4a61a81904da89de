import { z } from 'zod';

const controlOrSurrogate = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** One line of text a person typed: no control characters (NUL among them) and no lone surrogates, which PostgreSQL cannot keep. */
export function isPlainLine(value: string): boolean {
  return !controlOrSurrogate.test(value);
}

/** A trimmed single line of at most `maximum` code units. */
export function plainLine(maximum: number) {
  return z.string().trim().max(maximum).refine(isPlainLine);
}

/** An instant as the API writes it: ISO 8601 in UTC. */
export const instant = z.iso.datetime();
