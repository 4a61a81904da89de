import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onOtherLayout } from '#server/security/keyboard-layout.ts';
import { cutIntoPieces, repeatedUnit } from '#server/security/password-pieces.ts';
import { passwordMinimumLength } from '#shared/identity/password-policy.ts';

/** Pieces people put around a word to please a form: a year and two signs, or four figures and one. */
const maximumDecoration = 5;
/** Neighbouring figures stand in random numbers too: three in a row seldom do. */
const minimumDecorationRun = 3;
/** Shorter parts of a name, and shorter words, stand in good passwords by chance. */
const minimumWordLength = 4;
/** Fewer different characters than this are a pattern, not a secret. */
const minimumDifferentCharacters = 4;
/** Runs of this length on average: chance makes none that fill a password. */
const minimumRunLength = 4;
/** Longer than any entry of the list with its decoration: what is longer holds more than one word. */
const maximumSearchedLength = 64;

// Read with the module, so that a server without its list does not start, instead of failing the first registration.
const listed: ReadonlySet<string> = new Set(
  readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
    .trimEnd()
    .split('\n'),
);
const longestListed = Math.max(...[...listed].map((word) => word.length));

/** Signs and figures that stand for letters: `P@$$w0rd`. One for one, so that places stay what they are. */
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
 * Why a new password would be guessed first, or null: it is little more than the owner's own e-mail, username or
 * name, one word of the list, or a pattern (NIST SP 800-63B-4 §3.1.1.2). A phrase of several words passes. The caller
 * has judged the length.
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

/** As passwords are compared with lists and names: compatible spellings and case do not count. */
function canonicalPassword(password: string): string {
  return password.normalize('NFKC').toLowerCase();
}

/** What is left beside the words says nothing: no letters but in runs, and few pieces in all. */
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
  const leftovers = tellingParts(ownTexts).reduce(
    (left, part) => left.flatMap((text) => text.split(part)),
    [typed],
  );
  const isShort = leftovers.join('').length < minimumWordLength;
  return leftovers.length > 1 && (isShort || isDecoration(leftovers));
}

/** The texts, whole, without what separates their parts, and part by part, on both layouts; the longest first. */
function tellingParts(ownTexts: OwnTexts): string[] {
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

/** An entry of the list, once or more, with nothing but decoration around it. */
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

/** What was typed between the places at which the word is read. */
function around(word: string, { read, typed }: { read: string; typed: string }): string[] {
  let place = 0;
  return read.split(word).map((text) => {
    const start = place;
    place += text.length + word.length;
    return typed.slice(start, start + text.length);
  });
}

/** Drawn rather than chosen: few characters, one short piece again and again, rows of keys or letters. */
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
