import { expect, test } from 'vitest';
import { initials } from '#client/components/avatar.tsx';

test.each([
  ['', ''],
  ['анна', 'А'],
  ['Анна Сергеевна Петрова', 'АП'],
  ['anna.petrova', 'AP'],
  ['Мария А. Константинопольская-Преображенская', 'МК'],
  ['Анна-Мария', 'АМ'],
  [' Anna  O. Lind ', 'AL'],
  ['𝒜nna 😀', '𝒜😀'],
])('a person called "%s" is shown as "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
