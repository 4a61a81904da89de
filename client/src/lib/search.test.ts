import { expect, test } from 'vitest';
import { editDistance, fit } from '#client/lib/search.ts';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['same', 'same', 0],
  ['pasword', 'password', 1],
  ['prolife', 'profile', 2],
  ['teh', 'the', 1],
  ['пароль', 'пароли', 1],
])('%j and %j are %i slips apart', (left, right, slips) => {
  expect(editDistance(left, right)).toBe(slips);
  expect(editDistance(right, left)).toBe(slips);
});

test.each([
  ['one letter of a word of three', 'key', 'kex'],
  ['two letters of a word of seven', 'profile', 'prxxile'],
  ['three letters of a word of ten', 'appearance', 'appxxxance'],
  ['only some letters in the middle', 'appearance', 'pear'],
  ['one of its words, and another that fits nothing', 'full name', 'name portfolio'],
])('a title is not found by %s', (_, title, query) => {
  expect(fit(query, { title, words: '' })).toBeNull();
});

test('a word of the title counts for more than a word beside it', () => {
  const byTitle = fit('name', { title: 'full name', words: '' }) ?? 0;
  const byWord = fit('name', { title: 'about', words: 'name' }) ?? 0;

  expect(byTitle).toBeGreaterThan(byWord);
});

test('what was typed without a slip counts for more than what was mended', () => {
  const scores = ['parole', 'зфкщду', 'parol', 'parola'].map(
    (query) => fit(query, { title: 'parole', words: '' }) ?? 0,
  );

  expect(scores).toEqual(scores.toSorted((left, right) => right - left));
  expect(scores[3]).toBeGreaterThan(0);
});
