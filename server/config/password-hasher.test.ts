import { expect, test } from 'vitest';
import { remarkOnHashMemory, requireHasher } from '#server/config/password-hasher.ts';

const mebibyte = 1024 * 1024;

test('argon2id stops the start of a Node without it, with one line that names the setting', () => {
  expect(() => requireHasher('argon2id', false)).toThrow(
    /^PASSWORD_HASHER asks for crypto\.argon2, which Node has from 24\.7 on$/,
  );
  expect(requireHasher('argon2id', true)).toBe('argon2id');
  expect(requireHasher('bcrypt', false)).toBe('bcrypt');
});

test('a machine without the memory for a hash on each thread is told of at the start', () => {
  const remarks = remarkOnHashMemory('argon2id', 4, 76 * mebibyte - 1);
  expect(remarks).toEqual(['PASSWORD_HASHER asks for 76 MiB on 4 threads, and only 75 MiB can be had']);
});

test.each([
  ['enough memory', 'argon2id', 76 * mebibyte],
  ['a system that does not say', 'argon2id', 0],
  ['bcrypt', 'bcrypt', 1],
] as const)('the memory for hashes is no matter with %s', (_case, hasher, available) => {
  expect(remarkOnHashMemory(hasher, 4, available)).toEqual([]);
});
