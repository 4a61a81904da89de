import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onOtherLayout } from '#shared/keyboard-layout.ts';
import { passwordLength, passwordMinimumLength } from '#shared/identity/password-policy.ts';

const text = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8');
const entries = text.trimEnd().split('\n');
const listed = new Set(entries);

it('the list of common passwords has over ten thousand that only the list refuses', () => {
  const longEnough = entries.filter((entry) => passwordLength(entry) >= passwordMinimumLength);
  expect(longEnough.length).toBeGreaterThan(30_000);
});

it('the list of common passwords has over ten thousand without counting layouts twice', () => {
  const latin = entries.filter((entry) => !/\p{Script=Cyrillic}/u.test(entry));
  expect(latin.filter((entry) => entry.length >= passwordMinimumLength).length).toBeGreaterThan(10_000);
});

it('the list of common passwords is sorted and has no duplicates', () => {
  expect(entries).toEqual([...listed].toSorted());
});

it('the list of common passwords is written as passwords are compared', () => {
  expect(entries.filter((entry) => entry !== entry.normalize('NFKC').toLowerCase())).toEqual([]);
  expect(entries.filter((entry) => /\s/.test(entry) || entry === '')).toEqual([]);
});

it('the list of common passwords has every entry as the other layout types it', () => {
  expect(entries.filter((entry) => !listed.has(onOtherLayout(entry)))).toEqual([]);
});
