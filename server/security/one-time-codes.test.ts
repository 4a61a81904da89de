import { expect, test } from 'vitest';
import {
  matchingStep,
  newRecoveryCodes,
  newTotpSecret,
  recoveryCodeHash,
  totpCode,
  totpStep,
  totpUri,
} from '#server/security/one-time-codes.ts';

/** The secret of RFC 6238's test vectors, `12345678901234567890`, in base32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const)('the code at %d seconds is that of RFC 6238', (seconds, code) => {
  expect(totpCode(secret, totpStep(at(seconds)))).toBe(code);
});

test('a code counts one step around its own and no further', () => {
  const now = at(1_111_111_111);
  const step = totpStep(now);
  for (const distance of [-1, 0, 1])
    expect(matchingStep(secret, totpCode(secret, step + distance), now)).toBe(step + distance);
  for (const distance of [-2, 2])
    expect(matchingStep(secret, totpCode(secret, step + distance), now)).toBeNull();
});

test.each([
  ['blanks', ' 050 471 '],
  ['a hyphen', '050-471'],
  ['marks of direction', '\u200E050471\u200F'],
  ['Arabic-Indic digits', '٠٥٠٤٧١'],
  ['Devanagari digits', '०५०४७१'],
  ['full-width digits', '０５０４７１'],
  ['mathematical digits of several rows', '𝟎𝟝𝟢𝟰𝟽𝟏'],
] as const)('a code typed with %s is the code', (_what, typed) => {
  expect(matchingStep(secret, typed, at(1_111_111_111))).not.toBeNull();
});

test.each(['', '05047', '0504711', '05047a', '५', '²⁵⁰⁴⁷¹', 'a'.repeat(200)])(
  'the text %j is no code and breaks nothing',
  (typed) => {
    expect(matchingStep(secret, typed, at(1_111_111_111))).toBeNull();
  },
);

test('every decimal digit of Unicode has its value', () => {
  const now = at(1_111_111_111);
  const digits = Array.from({ length: 0x110000 }, (_, point) => point)
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => String.fromCodePoint(point))
    .filter((letter) => /\p{Nd}/u.test(letter));
  const rows = Array.from({ length: digits.length / 10 }, (_, row) => digits.slice(row * 10, row * 10 + 10));
  expect(rows.length).toBeGreaterThan(60);
  const written = (row: string[]) => Array.from('050471', (digit) => row[Number(digit)]).join('');
  expect(rows.filter((row) => matchingStep(secret, written(row), now) === null)).toEqual([]);
});

test('a new secret has 160 bits in base32', () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
});

test('the address of the QR code escapes the name of the account', () => {
  expect(totpUri('QuantPulse', 'a:b&c', secret)).toBe(
    `otpauth://totp/QuantPulse:a%3Ab%26c?secret=${secret}&issuer=QuantPulse&algorithm=SHA1&digits=6&period=30`,
  );
});

test('recovery codes are ten different ones of sixteen letters in fours', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test('a recovery code counts however it is typed', () => {
  const hash = recoveryCodeHash('01AB-CDEF-0123-4567');
  for (const typed of [
    '01abcdef01234567',
    ' oiab cdef ol23 4567 ',
    '0LAB–CDEF–0123–4567',
    '٠١ab-cdef-0123-4567',
    '\u206601AB-CDEF-0123-4567\u2069',
  ])
    expect(recoveryCodeHash(typed).equals(hash)).toBe(true);
  expect(recoveryCodeHash('01AB-CDEF-0123-4568').equals(hash)).toBe(false);
});
