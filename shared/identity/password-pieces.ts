/** Rows of keys and alphabets that people type along, on both layouts, with Shift held too. */
const rows = [
  '1234567890',
  '0123456789',
  '!@#$%^&*()',
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

/** A year, alone or after day and month: `2025`, `25121985`, `1.05.1999`. Within a longer number it is chance. */
const date = /^(?:(?:0?[1-9]|[12]\d|3[01])[.\-/]?(?:0[1-9]|1[0-2]|[1-9])[.\-/]?)?(?:19|20)\d\d(?!\d)/;
/** The length of the longest date and the digit after it. */
const dateWindow = 11;

/**
 * Cuts a text into what a guesser tries as one: a date, a run along a row, a single character. In a run each character
 * repeats or neighbours the last. Runs shorter than `minimumRun` are chance.
 *
 * A generator, because callers often stop after a few pieces.
 */
export function* cutIntoPieces(text: string, minimumRun: number): Generator<string> {
  const characters = [...text];
  for (let start = 0; start < characters.length;) {
    const rest = characters.slice(start);
    const isWithinNumber = /\d/.test(characters[start - 1] ?? '');
    const written = isWithinNumber ? '' : (date.exec(rest.slice(0, dateWindow).join(''))?.[0] ?? '');
    const run = runLength(rest);
    const length = Math.max(written.length, run >= minimumRun ? run : 1);
    yield rest.slice(0, length).join('');
    start += length;
  }
}

/** How many characters from the first on form a run in one row. A sign of no row forms a row of its own. */
function runLength(characters: readonly string[]): number {
  const lengths = [...rows, characters[0] ?? ''].map((row) => {
    let last = row.indexOf(characters[0] ?? '');
    if (last < 0) return 0;
    const end = characters.findIndex((character) => {
      const place = row.indexOf(character);
      const isLeap = place < 0 || Math.abs(place - last) > 1;
      last = place;
      return isLeap;
    });
    return end < 0 ? characters.length : end;
  });
  return Math.max(...lengths);
}

/** The shortest text whose repetition makes the whole; the whole itself when none does. */
export function repeatedUnit(text: string): string {
  return text.slice(0, (text + text).indexOf(text, 1));
}
