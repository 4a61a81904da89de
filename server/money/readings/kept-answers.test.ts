import { expect, test } from 'vitest';
import { createKeptAnswers } from '#server/money/readings/kept-answers.rules.ts';

const found = (answers: ReturnType<typeof createKeptAnswers>, keys: string) =>
  [...keys].filter((key) => answers.find(key) !== undefined).join('');

test('of more answers than may be kept, those go that nobody asked for the longest', () => {
  const answers = createKeptAnswers({ count: 3, characters: 1000 });
  for (const key of 'abc') answers.keep(key, key);
  expect(answers.find('a')).toBe('a');
  answers.keep('d', 'd');
  expect(found(answers, 'abcd')).toBe('acd');
});

test('all kept answers together have no more characters than allowed', () => {
  const answers = createKeptAnswers({ count: 100, characters: 80 });
  for (const key of 'abcdefghij') answers.keep(key, 'x'.repeat(10));
  expect(found(answers, 'abcdefghij')).toBe('cdefghij');
});

test('an answer that would fill an eighth of the room is not kept, and none goes for it', () => {
  const answers = createKeptAnswers({ count: 100, characters: 80 });
  answers.keep('a', 'x'.repeat(10));
  answers.keep('b', 'x'.repeat(11));
  expect(found(answers, 'ab')).toBe('a');
});

test('an answer that is kept again counts once', () => {
  const answers = createKeptAnswers({ count: 100, characters: 80 });
  for (let n = 0; n < 20; n += 1) answers.keep('a', 'x'.repeat(10));
  for (const key of 'bcdefgh') answers.keep(key, 'x'.repeat(10));
  expect(found(answers, 'abcdefgh')).toBe('abcdefgh');
});
