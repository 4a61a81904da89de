import fc from 'fast-check';

const ids = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '2026-02-30T00:00:00Z',
];
const invisible = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfff',
  '\u202e',
  '\ufeff',
  '\u2028',
  '\u001b[2J',
  '\r\nX: 1',
];
const syntax = [
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '%00',
  "' or 1=1 --",
  '${7*7}',
  'j:{"a":1}',
  '../../etc',
];
const letters = [
  'İ',
  'ß',
  'ﬁ',
  'Å',
  '𝒜𝒹𝓂𝒾𝓃',
  '👨‍👩‍👧‍👦',
  'ﷺ'.repeat(80),
  'é'.repeat(9),
  'я'.repeat(256),
  'я'.repeat(257),
];
/** What has broken others. */
const troublemakers = [...ids, ...invisible, ...syntax, ...letters, 'x'.repeat(10_000)];

/** Any text: as people write, any code point, any sixteen bits (lone surrogates among them), and troublemakers. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 20,
  }),
  fc.string({ unit: 'grapheme-ascii', minLength: 200, maxLength: 700 }),
  fc.constantFrom(...troublemakers),
);

/** Numbers as JSON writes them, which JavaScript need not be able to hold. */
const numberText = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.maxSafeInteger().map(String),
  fc.constantFrom(
    '-0',
    '0.1',
    '1e400',
    '-1e400',
    '1e-400',
    '2147483648',
    '9007199254740993',
    '9'.repeat(400),
  ),
);

export const stringText = anyText.map((text) => JSON.stringify(text));
const deepText = fc
  .tuple(fc.constantFrom(['[', ']'], ['{"a":', '}']), fc.constantFrom(10, 500, 5000))
  .map(([[open, close], depth]) => `${open.repeat(depth)}1${close.repeat(depth)}`);

/** Any value as JSON text. */
export const anyJson: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: fc.oneof(stringText, numberText, fc.constantFrom('null', 'true', 'false')) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`) },
    { weight: 1, arbitrary: fc.array(fc.tuple(stringText, tie('value')), { maxLength: 4 }).map(objectText) },
    { weight: 1, arbitrary: deepText },
  ),
})).value;

/** What is no JSON at all. */
export const brokenJson = fc.constantFrom(
  '',
  '{',
  '"',
  '{"a":}',
  'undefined',
  '\ufeff{}',
  "{'a':1}",
  '{}{}',
  '\0',
);

export function objectText(fields: readonly (readonly [key: string, value: string])[]): string {
  return `{${fields.map(([key, value]) => `${key}:${value}`).join(',')}}`;
}
