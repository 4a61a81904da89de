import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isCommonPassword } from '#server/security/common-passwords.ts';
import { onOtherLayout } from '#server/security/keyboard-layout.ts';
import { passwordLength, passwordMinimumLength } from '#shared/password-policy.ts';

describe('the list of common passwords', () => {
  const text = readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8');
  const entries = text.trimEnd().split('\n');
  const listed = new Set(entries);

  it('has more than ten thousand that nothing but the list refuses', () => {
    const longEnough = entries.filter((entry) => passwordLength(entry) >= passwordMinimumLength);
    expect(longEnough.length).toBeGreaterThan(30_000);
  });

  it('has more than ten thousand without the layouts counted twice', () => {
    const latin = entries.filter((entry) => !/\p{Script=Cyrillic}/u.test(entry));
    expect(latin.filter((entry) => entry.length >= passwordMinimumLength).length).toBeGreaterThan(10_000);
  });

  it('is sorted and has nothing twice', () => {
    expect(entries).toEqual([...listed].toSorted());
  });

  it('is written as passwords are compared', () => {
    expect(entries.filter((entry) => entry !== entry.normalize('NFKC').toLowerCase())).toEqual([]);
    expect(entries.filter((entry) => /\s/.test(entry) || entry === '')).toEqual([]);
  });

  it('has every entry as the other layout types it', () => {
    expect(entries.filter((entry) => !listed.has(onOtherLayout(entry)))).toEqual([]);
  });
});

describe('a common password is refused', () => {
  it.each([
    'password',
    'iloveyou',
    '12345678',
    'qwertyuiop',
    'йцукенгш',
    'администратор',
    'наташенька',
    'солнышко',
  ])('as it stands in the list: %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    ['зфыыцщкв', 'password, Russian layout on'],
    ['ыекфтпук', 'stranger, Russian layout on'],
    ['gfhjkmgfhjkm', 'парольпароль, Latin layout on'],
    ['cjkysirj', 'солнышко, Latin layout on'],
    ['flvbybcnhfnjh', 'администратор, Latin layout on'],
    ['gfhjkm2026', 'пароль2026, Latin layout on'],
  ])('typed with the other layout on: %s (%s)', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it.each([
    'Password1!',
    'PASSWORD',
    'P@ssw0rd1',
    '123password',
    '!!password!!',
    'Monkey2026!',
    'admin2026!',
    'change-me-1',
    'Пароль2026',
    'Привет123!',
    'Ｐａｓｓｗｏｒｄ',
    'quantpulse1',
  ])('in capitals, wide letters or with a year and a sign around it: %s', (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });
});

describe('a password of common words', () => {
  it.each(['monkey dragon master', 'password manager', 'любимаямама', 'dragon83920174', '2026password2026'])(
    'is compared whole and passes: %s',
    (password) => {
      expect(isCommonPassword(password)).toBe(false);
    },
  );
});
