import { globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { longComments, longTitles, sentencesOf, wordCount } from './plain-words.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = ['server', 'shared', 'client', 'bench', 'deploy', 'e2e', 'scripts', 'tools'];
const generated = /^(?:server\/db\/schema\.ts|client\/(?:dist|src\/lib\/quantpulse-api)|tools\/node\/)/;

const sources = globSync(
  folders.map((folder) => `${folder}/**/*.{ts,tsx,mjs}`),
  { cwd: root },
)
  .map((path) => path.replaceAll(sep, '/'))
  .filter((path) => !generated.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

test('no sentence of a comment has more than 20 words', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.flatMap(({ path, text }) => longComments(path, text))).toEqual([]);
});

test('no title of a test has more than 20 words', () => {
  expect(sources.flatMap(({ path, text }) => longTitles(path, text))).toEqual([]);
});

const twentyOne = Array.from({ length: 21 }, () => 'word').join(' ');

test.each([
  ['a line comment', `\n// ${twentyOne}`],
  ['a comment over several lines', `\n/**\n * ${twentyOne.replace(' ', '\n * ')}\n */`],
  ['line comments one below the other', `\n// ${twentyOne.replace(' ', '\n  // ')}`],
])('a long sentence is found with its line in %s', (_what, source) => {
  expect(longComments('a.ts', source)).toEqual([`a.ts:2: 21 words, 20 at most: ${twentyOne}`]);
});

test.each([
  ['the reason of a lint exception', `// oxlint-disable-next-line max-params -- ${twentyOne}`],
  ['a text in the code', `const text = '// ${twentyOne}';`],
])('%s is no comment', (_what, source) => {
  expect(longComments('a.ts', source)).toEqual([]);
});

test.each(['test', 'describe.skip', 'test.for([1])'])('a long title is found in %s', (call) => {
  expect(longTitles('a.ts', `\n${call}('${twentyOne}', () => {});`)).toHaveLength(1);
});

test.each([
  ['One. Two.', 2],
  ['One: two; three.', 1],
  ['One, e.g. two.', 1],
  ['One:\n- two\n- three', 3],
  ['One\n\ntwo', 2],
] as const)('%j has the right number of sentences', (comment, count) => {
  expect(sentencesOf(comment)).toHaveLength(count);
});

test.each([
  ['Read `a b c` once.', 3],
  ['Refused (RFC 9700 §4.14.2).', 2],
  ['RFC 9112 §3.2 asks for it.', 4],
  ['A — b', 2],
] as const)('%j has the right number of words', (sentence, count) => {
  expect(wordCount(sentence)).toBe(count);
});
