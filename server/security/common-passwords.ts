import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A year and a sign. */
const maximumDecoration = 5;

// Read with the module, so that a server without its list does not start, instead of failing the first registration.
const listed: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .trimEnd()
    .split('\n'),
);

/** As passwords are compared with lists and names: compatible spellings and case do not count. */
export function canonicalPassword(password: string): string {
  return password.normalize('NFKC').toLowerCase();
}

/** True for no more figures and signs than people put around a word to please a form: `2026!`. */
export function isDecoration(text: string): boolean {
  return text.length <= maximumDecoration && !/\p{L}/u.test(text);
}

/**
 * True for a password of the list, and for one that is an entry with up to five figures or signs around it.
 * The whole password is compared, never words inside it (NIST SP 800-63B-4 §3.1.1.2), so that a passphrase of
 * common words passes.
 */
export function isCommonPassword(password: string): boolean {
  const typed = canonicalPassword(password);
  const cuts = Array.from({ length: maximumDecoration + 1 }, (_, length) => length);
  const isListedWithin = (start: number, end: number) =>
    isDecoration(typed.slice(0, start) + typed.slice(end)) && listed.has(typed.slice(start, end));
  return cuts.some((start) => cuts.some((cut) => isListedWithin(start, typed.length - cut)));
}
