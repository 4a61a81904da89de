import { expect, test } from 'vitest';
import { problemsOfPatterns } from './regular-expressions.ts';

const problemsOf = (line: string) => problemsOfPatterns('planted.ts', `\nexport const planted = ${line};\n`);

test.each([
  ['(a+)+$', 'exponential'],
  ['[._-]+$', '2nd degree polynomial'],
  ['^[^@]+@[^@]+\\\\.[^@]+$', '2nd degree polynomial'],
])('a pattern that takes more than linear time is told with its place: %s', (source, time) => {
  expect(problemsOf(`/${source.replaceAll('\\\\', '\\')}/`)).toEqual([
    `planted.ts:2: /${source.replaceAll('\\\\', '\\')}/ takes ${time} time: repeat nothing that overlaps what follows`,
  ]);
});

test.each([
  ['/(a+)\\1+$/', 'cannot be judged'],
  ["new RegExp('a')", 'as a literal'],
  ["RegExp('a')", 'as a literal'],
])('a pattern that cannot be judged is told: %s', (source, what) => {
  expect(problemsOf(source)).toMatchObject([expect.stringContaining(what)]);
});

test.each(['/^[a-z]+\\.[a-z]+$/u', '/[._-]$/', "'(a+)+$'"])('nobody hears of %s', (source) => {
  expect(problemsOf(source)).toEqual([]);
});
