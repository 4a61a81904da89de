import { expect, test } from 'vitest';
import { canonicalEmail, isMixedScript, isReservedUsername, newId } from '#server/security/identifiers.ts';

test.each([
  ['a domain of numbers', 'a@1.2.3.4'],
  ['a domain that is a number in disguise', 'a@0x7f.1'],
  ['a domain without a dot', 'a@localhost'],
  ['a dot at the end', 'a@example.com.'],
  ['an ideographic dot at the end', 'a@example.com｡'],
  ['an empty label', 'a@example..com'],
  ['a percent sign', 'a@exa%6dple.com'],
  ['a path', 'a@example.com/x.y'],
  ['a query', 'a@example.com?x.y'],
  ['a fragment', 'a@example.com#x.y'],
  ['a port', 'a@example.com:80'],
  ['an underscore', 'a@ex_ample.com'],
  ['a hyphen at an edge', 'a@-example.com'],
  ['a label over 63', `a@${'x'.repeat(64)}.com`],
  ['a domain that looks like another', 'a@раypal.com'],
  ['the same in punycode', 'a@xn--ypal-43d9g.com'],
  ['nothing invisible in its domain', 'a@exam\u200Bple.com'],
  ['no local part', '@example.com'],
  ['a full-width at sign', 'admin＠example.com@evil.example'],
  ['a letter that stands for a bracket', 'a⑴@example.com'],
  ['more than 254 letters', `${'x'.repeat(243)}@example.com`],
])('an e-mail with %s is refused', (_case, email) => {
  expect(canonicalEmail(email)).toBe(null);
});

test.each([
  ['иван@пример.рф', 'иван@пример.рф'],
  ['иван@xn--e1afmkfd.xn--p1ai', 'иван@пример.рф'],
  ['иван@ПРИМЕР.РФ', 'иван@пример.рф'],
  ['Ivan.Petrov+x@Example.COM', 'Ivan.Petrov+x@example.com'],
  ['a@пример。рф', 'a@пример.рф'],
  ['a@mail.пример.com', 'a@mail.пример.com'],
  ['ﬁnn@example.com', 'ﬁnn@example.com'],
  ['a@3com.com', 'a@3com.com'],
])('the e-mail %s is kept as %s', (email, kept) => {
  expect(canonicalEmail(email)).toBe(kept);
});

test.each(['admin', 'Admin', 'ROOT', 'support', 'me', 'null', 'QuantPulse'])(
  'the username %s is reserved',
  (name) => {
    expect(isReservedUsername(name)).toBe(true);
  },
);

test.each(['ivan', 'admin2', 'иван'])('the username %s is not reserved', (name) => {
  expect(isReservedUsername(name)).toBe(false);
});

test.each([
  ['Cyrillic а in Latin', '\u0430dmin'],
  ['Greek omicron in Latin', 'r\u03BFot'],
  ['Latin in Cyrillic', 'ив\u0061н'],
  ['Armenian in Latin', 'r\u0585ot'],
  ['Armenian in Cyrillic', 'р\u0585т'],
])('the username %s mixes scripts', (_case, name) => {
  expect(isMixedScript(name)).toBe(true);
});

test.each(['ivan', 'иван', 'Ёжик_7', 'ivan.petrov-7', 'Ünal', '山田'])(
  'the username %s is of one script',
  (name) => {
    expect(isMixedScript(name)).toBe(false);
  },
);

test('new ids are UUID v7 and sort by their time', () => {
  const ids = Array.from({ length: 1000 }, newId);
  expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-/.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
});
