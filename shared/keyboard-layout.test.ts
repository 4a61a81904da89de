import { expect, it } from 'vitest';
import { onOtherLayout } from '#shared/keyboard-layout.ts';

it.each([
  ['пароль', 'gfhjkm'],
  ['люблю', 'k.,k.'],
  ['подъезд', 'gjl]tpl'],
  ['ёжик', '`;br'],
  ['password', 'зфыыцщкв'],
  ['пароль2026!', 'gfhjkm2026!'],
])('%s typed with the other layout becomes %s', (word, other) => {
  expect(onOtherLayout(word)).toBe(other);
  expect(onOtherLayout(other)).toBe(word);
});

it('a word without letters stays as it is in the other layout', () => {
  expect(onOtherLayout('12.34.56')).toBe('12.34.56');
});
