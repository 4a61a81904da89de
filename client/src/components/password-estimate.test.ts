import { expect, test } from 'vitest';
import { estimatePassword } from '#client/components/password-estimate.ts';

test('someone with nothing typed is graded by nothing', () => {
  expect(estimatePassword('')).toMatchObject({ score: 0, grade: null, missing: 8 });
});

test('someone who typed seven characters is told that one is missing, whatever they are', () => {
  expect(estimatePassword('Ä9#ёq!z')).toMatchObject({ grade: 'weak', missing: 1 });
});

test.each(['aaaaaaaaaaaa', 'abcdefghijkl', '123456789012'])(
  'someone who typed %s hears of repetition',
  (typed) => {
    expect(estimatePassword(typed)).toMatchObject({ grade: 'weak', isRepetitive: true });
  },
);

test.each([
  ['Password2026!!', []],
  ['йцукенгшщз', []],
  ['ivan.petrov', ['ivan.petrov@example.com']],
  ['Petrov Ivan 1987', ['ip@example.com', undefined, 'Ivan Petrov']],
])('someone who typed %s is told that it is weak, as the server will say', (typed, ownTexts) => {
  expect(estimatePassword(typed, ownTexts)).toMatchObject({ score: 1, grade: 'weak' });
});

test.each(['Trading2026!', 'London2026!', 'C@rter2026!', 'Metallica1981'])(
  'someone who typed the one word %s is asked for another one',
  (typed) => {
    expect(estimatePassword(typed)).toMatchObject({ score: 2, grade: 'fair' });
  },
);

test.each(['correct horse battery staple', 'четыре разных слова подряд'])(
  'someone with the phrase “%s” is encouraged, in either alphabet',
  (phrase) => {
    expect(estimatePassword(phrase)).toMatchObject({ score: 4, grade: 'strong', isRepetitive: false });
  },
);
