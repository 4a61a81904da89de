import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onOtherLayout } from '#shared/keyboard-layout.ts';
import { cutIntoPieces, repeatedUnit } from '#server/security/password-pieces.ts';
import { passwordMinimumLength } from '#shared/identity/password-policy.ts';

/** How many characters people add to a word to satisfy a form: a year and two signs, say. */
const maximumDecoration = 5;
/** Neighbouring digits occur in random numbers too, but seldom three in a row. */
const minimumDecorationRun = 3;
/** Shorter parts of a name, and shorter words, occur in good passwords by chance. */
const minimumWordLength = 4;
/** A password with fewer different characters is a pattern. */
const minimumDifferentCharacters = 4;
/** The average length of runs that makes a pattern: by chance runs are shorter. */
const minimumRunLength = 4;
/** Longer than any entry of the list with its decoration: a longer password has more than one word. */
const maximumSearchedLength = 64;

// Read when the module loads: without its list the server does not start, instead of failing the first registration.
const listed: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .trimEnd()
    .split('\n'),
);
const longestListed = Math.max(...[...listed].map((word) => word.length));

/** Signs and digits that stand for letters, as in `P@$$w0rd`. One for one, so that positions stay the same. */
const letterOfSign: Readonly<Record<string, string>> = {
  '@': 'a',
  $: 's',
  '0': 'o',
  '3': 'e',
  '5': 's',
  '7': 't',
};
const readings = [{}, { ...letterOfSign, '1': 'i', '!': 'i' }, { ...letterOfSign, '1': 'l', '!': 'l' }];

type OwnTexts = readonly (string | undefined)[];

/**
 * Why a new password would be guessed first, or null (NIST SP 800-63B-4 §3.1.1.2). It is little more than the owner's
 * e-mail or name, one listed word, or a pattern. A phrase of several words passes. The caller has checked the length.
 */
export function passwordProblem(
  password: string,
  ownTexts: OwnTexts,
): 'PASSWORD_WEAK' | 'PASSWORD_COMMON' | null {
  const typed = canonicalPassword(password);
  if (isOwnText(typed, ownTexts)) return 'PASSWORD_WEAK';
  if (isCommon(repeatedUnit(typed))) return 'PASSWORD_COMMON';
  return isPattern(typed) ? 'PASSWORD_WEAK' : null;
}

/** Normalised for comparing with lists and names: compatible spellings and case are equal. */
function canonicalPassword(password: string): string {
  return password.normalize('NFKC').toLowerCase();
}

/** What is left beside the words adds no secret: no letters but in runs, and only a few pieces. */
function isDecoration(leftovers: readonly string[]): boolean {
  let count = 0;
  for (const text of leftovers)
    for (const piece of cutIntoPieces(text, minimumDecorationRun)) {
      const isOwnLetters = piece.length < minimumDecorationRun && /\p{L}/u.test(piece);
      count += 1;
      if (isOwnLetters || count > maximumDecoration) return false;
    }
  return true;
}

function isOwnText(typed: string, ownTexts: OwnTexts): boolean {
  const leftovers = distinctiveParts(ownTexts).reduce(
    (left, part) => left.flatMap((text) => text.split(part)),
    [typed],
  );
  const isShort = leftovers.join('').length < minimumWordLength;
  return leftovers.length > 1 && (isShort || isDecoration(leftovers));
}

/** The owner's texts on both layouts: whole, without separators, and in parts; the longest first. */
function distinctiveParts(ownTexts: OwnTexts): string[] {
  const separators = /[\s@._+-]+/;
  const parts = ownTexts
    .flatMap((text) => (text ? [canonicalPassword(text)] : []))
    .flatMap((text) => [text, ...text.split('@'), ...text.split(separators)])
    .flatMap((text) => [text, text.split(separators).join('')])
    .filter((part) => part.length >= minimumWordLength);
  return [...new Set(parts.flatMap((part) => [part, onOtherLayout(part)]))].toSorted(
    (one, other) => other.length - one.length,
  );
}

/** An entry of the list, once or repeated, with only decoration around it. */
function isCommon(typed: string): boolean {
  if (listed.has(typed)) return true;
  if (typed.length > maximumSearchedLength) return false;
  return readings.some((letters) => {
    const read = [...typed].map((sign) => (letters as Record<string, string>)[sign] ?? sign).join('');
    return wordsIn(read).some((word) => /\p{L}/u.test(word) && isDecoration(around(word, { read, typed })));
  });
}

function wordsIn(text: string): string[] {
  const words = new Set<string>();
  for (let start = 0; start <= text.length - minimumWordLength; start += 1)
    for (let end = start + minimumWordLength; end <= Math.min(text.length, start + longestListed); end += 1)
      if (listed.has(text.slice(start, end))) words.add(text.slice(start, end));
  return [...words];
}

/** The typed texts before, between and after the places where `read` has the word. */
function around(word: string, { read, typed }: { read: string; typed: string }): string[] {
  let place = 0;
  return read.split(word).map((text) => {
    const start = place;
    place += text.length + word.length;
    return typed.slice(start, start + text.length);
  });
}

/** Few different characters, one short piece repeated, or rows of keys or letters. */
function isPattern(typed: string): boolean {
  const characters = new Set(typed);
  const unit = repeatedUnit(typed);
  const isRepeated = unit.length < typed.length && [...unit].length < passwordMinimumLength;
  const runs = [...cutIntoPieces(typed.slice(0, maximumSearchedLength), 1)];
  return (
    characters.size < minimumDifferentCharacters ||
    isRepeated ||
    (typed.length <= maximumSearchedLength && runs.length * minimumRunLength <= [...typed].length)
  );
}
