import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseCommon, listWithLayouts, readOwnWords } from './common-password-forms.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');

test('what could be a password is taken from the whole source, a shorter word while it is common', () => {
  const filler = Array.from({ length: 5000 }, () => 'abc');
  expect(chooseCommon(['monkey', '123456', 'abc', 'baseball', ...filler, 'rarely', 'rare word'])).toEqual([
    'monkey',
    'baseball',
    'rare word',
  ]);
});

test('our own words are read with ё and with е, the shortest left out', () => {
  expect(new Set(readOwnWords('лев ёлка\nmother'))).toEqual(new Set(['ёлка', 'елка', 'mother']));
});

test('the list has each word once, as both layouts type it, sorted', () => {
  expect(listWithLayouts(['Пароль', 'gfhjkm', 'password', '12345678'])).toEqual([
    '12345678',
    'gfhjkm',
    'password',
    'зфыыцщкв',
    'пароль',
  ]);
});

test('the stored list is what the script makes of it, and has every word of ours', () => {
  const stored = read('../../server/security/common-passwords.txt').trimEnd().split('\n');
  const ownWords = readOwnWords(read('common-passwords-own.txt'));
  expect(listWithLayouts([...stored, ...ownWords])).toEqual(stored);
});
