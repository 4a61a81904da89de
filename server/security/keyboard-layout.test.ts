import { describe, expect, it } from 'vitest';
import { onOtherLayout } from '#server/security/keyboard-layout.ts';

describe('a word typed with the other layout on', () => {
  it.each([
    ['пароль', 'gfhjkm'],
    ['люблю', 'k.,k.'],
    ['подъезд', 'gjl]tpl'],
    ['ёжик', '`;br'],
    ['password', 'зфыыцщкв'],
    ['пароль2026!', 'gfhjkm2026!'],
  ])('%s becomes %s', (word, other) => {
    expect(onOtherLayout(word)).toBe(other);
    expect(onOtherLayout(other)).toBe(word);
  });

  it('stays as it is without letters', () => {
    expect(onOtherLayout('12.34.56')).toBe('12.34.56');
  });
});
