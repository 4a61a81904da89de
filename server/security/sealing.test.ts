import { expect, test } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createSealing } from '#server/security/sealing.ts';

const sealingOf = (current: string, ...previous: string[]) =>
  createSealing(deriveKeys({ current, previous }).mailTokens);
const sealing = sealingOf('one secret of the tests');

test('a sealed text that was changed in any byte does not open', () => {
  const sealed = sealing.seal('a token', 'row-1');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index]! ^= 1;
    expect(sealing.open(changed, 'row-1')).toBeNull();
  }
});

test('a sealed text does not open in another row, cut short, or under another secret', () => {
  const sealed = sealing.seal('a token', 'row-1');
  expect(sealing.open(sealed, 'row-2')).toBeNull();
  expect(sealing.open(sealed.subarray(0, 20), 'row-1')).toBeNull();
  expect(sealing.open(Buffer.alloc(0), 'row-1')).toBeNull();
  expect(sealingOf('another secret of the tests').open(sealed, 'row-1')).toBeNull();
});

test('a sealed text opens under the secret that sealed it, also when that is the previous one', () => {
  const sealed = sealing.seal('жетон', 'row-1');
  expect(sealing.open(sealed, 'row-1')).toBe('жетон');
  expect(sealingOf('a new secret', 'one secret of the tests').open(sealed, 'row-1')).toBe('жетон');
});

test('the place of the key that opens a sealed text is told, and of what none opens none', () => {
  const sealed = sealing.seal('a token', 'row-1');
  expect(sealing.keyIndex(sealed, 'row-1')).toBe(0);
  expect(sealingOf('a new secret', 'one secret of the tests').keyIndex(sealed, 'row-1')).toBe(1);
  expect(sealing.keyIndex(sealed, 'row-2')).toBe(-1);
});

test('the same text is sealed differently each time', () => {
  expect(sealing.seal('a token', 'row-1').equals(sealing.seal('a token', 'row-1'))).toBe(false);
});
