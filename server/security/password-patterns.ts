import { canonicalPassword } from '#server/security/common-passwords.ts';
import { passwordMinimumLength } from '#shared/password-policy.ts';

/** Fewer different characters than this are a pattern, not a secret. */
const minimumDifferentCharacters = 4;
/** Runs of this length at least, on average: chance makes none that fill a password. */
const minimumRunLength = 4;
/** Patterns are guessed short ones first; how long a longer one goes on is itself unknown to the guesser. */
const maximumGuessedLength = 32;

const rows = [
  '1234567890',
  '0123456789',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
];

/** True for a password that is drawn rather than chosen: few characters, one short piece again and again, rows of keys or letters. */
export function isPattern(password: string): boolean {
  const characters = [...password.normalize('NFKC')];
  if (characters.length > maximumGuessedLength) return false;
  const isOfFew = new Set(characters).size < minimumDifferentCharacters;
  return isOfFew || isRepeat(characters) || isOfRuns([...canonicalPassword(password)]);
}

/** `abcdeabcde`: what is repeated would be too short to be a password itself. */
function isRepeat(characters: readonly string[]): boolean {
  const periods = Array.from({ length: passwordMinimumLength - 1 }, (_, index) => index + 1);
  return periods
    .filter((period) => period * 2 <= characters.length)
    .some((period) => characters.every((character, place) => character === characters[place % period]));
}

/** `qwertyui`, `1234qwer`, `87654321`, `11223344`, `абвгдежз`. */
function isOfRuns(characters: readonly string[]): boolean {
  let runs = 0;
  for (let start = 0; start < characters.length; start += longestRun(characters.slice(start))) runs += 1;
  return runs * minimumRunLength <= characters.length;
}

/** How many characters from the first on stay in one row, each beside the last or the same. */
function longestRun(characters: readonly string[]): number {
  const lengths = rows.map((row) => {
    const places = characters.map((character) => row.indexOf(character));
    const isLeap = (place: number, index: number) =>
      place < 0 || (index > 0 && Math.abs(place - (places[index - 1] ?? place)) > 1);
    const end = places.findIndex(isLeap);
    return end < 0 ? characters.length : end;
  });
  return Math.max(1, ...lengths);
}
