import { expect, test } from 'vitest';
import { sections, type Listed } from '#client/app/palette/sections.ts';

const item = (id: string, group: Listed['group'], title: string): Listed => ({ id, group, title, words: '' });
const all = [
  item('profile', 'pages', 'profile'),
  item('security', 'pages', 'security'),
  item('name', 'settings', 'profile name'),
  item('dark', 'theme', 'theme dark'),
  item('light', 'theme', 'theme light'),
];
const shown = (query: string, recent: readonly string[] = []) =>
  sections(query, all, recent).map(({ group, items }) => [group, ...items.map(({ id }) => id)]);

test('what was run last stands first and is not listed twice', () => {
  expect(shown('', ['light', 'security'])).toEqual([
    ['recent', 'light', 'security'],
    ['pages', 'profile'],
    ['settings', 'name'],
    ['theme', 'dark'],
  ]);
});

test('a command that no longer exists is not listed', () => {
  expect(shown(' ', ['gone'])[0]).toEqual(['pages', 'profile', 'security']);
});

test('the group of the best result comes first', () => {
  expect(shown('name')).toEqual([['settings', 'name']]);
  expect(shown('profile')).toEqual([
    ['pages', 'profile'],
    ['settings', 'name'],
  ]);
});

test('of two that fit equally, the one that was run last comes first', () => {
  expect(shown('theme')).toEqual([['theme', 'dark', 'light']]);
  expect(shown('theme', ['light'])).toEqual([['theme', 'light', 'dark']]);
});
