/** As much as a body of 64 KB holds beside the rest of the call. */
const maximumBytes = 65_400;

const units = {
  dots: '.',
  'combining marks': '\u0301',
  'marks that have to be sorted': '\u0315\u0301',
  spaces: ' ',
  'no-break spaces': '\u00a0',
  'ligatures of eighteen letters': 'ﷺ',
  'one letter': 'a',
  'at signs': '@',
  hyphens: '-',
  underscores: '_',
  slashes: '/',
  'plus signs': '+',
  'letters and dots': 'a.',
  'letters and hyphens': 'a-',
};

/** Texts that fill a body, by what they are made of: each has stopped somebody's server. */
export const longTexts: readonly (readonly [what: string, text: string])[] = [
  ...Object.entries(units).map(
    ([what, unit]) => [what, unit.repeat(Math.floor(maximumBytes / Buffer.byteLength(unit)))] as const,
  ),
  ['an address of dots', `a@${'.'.repeat(maximumBytes - 4)}(`],
  ['an address of labels', `a@${'a.'.repeat(maximumBytes / 2 - 2)}(`],
  ['a letter between blanks', `${' '.repeat(maximumBytes / 2)}a${' '.repeat(maximumBytes / 2 - 1)}`],
];
