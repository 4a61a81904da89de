import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAuthSecrets } from '#server/config/auth-secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quantpulse-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (AUTH_SECRET?: string) => readAuthSecrets({ NODE_ENV: 'production', AUTH_SECRET }, folder);

test.each([
  'change-me-change-me-change-me-change-me',
  'CHANGE_THIS_TO_A_LONG_RANDOM_STRING_1234',
  'please-change-this-secret-in-production-0',
  'changeit.changeit.changeit.changeit.0123',
  'your-super-secret-jwt-token-with-at-least-32-characters-long',
  'your-256-bit-secret-your-256-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'insert-your-secret-here-0123456789-abcdef',
  'replace_with_openssl_rand_base64_48_output',
  'my-secret-key-that-nobody-knows-0123456',
  'example-secret-0123456789-abcdefghijkl',
  'this-is-a-very-long-secret-0123456789abc',
  '0123456789abcdef0123456789abcdef',
  'supersecretsupersecretsupersecret0123',
  'keyboard cat keyboard cat keyboard cat',
  'development-only-0123456789-abcdefghijk',
])('the published secret %s is refused', (secret) => {
  expect(() => read(secret)).toThrow(/^AUTH_SECRET is a published example; make one of your own$/);
});

test('a random secret is accepted, whatever it begins with', () => {
  const random = randomBytes(48).toString('base64');
  for (const beginning of ['me', 'it', 'key', 'this', 'my', 'your', 'secret', 'Me', 'IT'])
    expect(read(`${beginning}${random}`).current).toBe(`${beginning}${random}`);
});

test('ten thousand of ten thousand random secrets are accepted', () => {
  const encodings = ['hex', 'base64', 'base64url'] as const;
  for (let count = 0; count < 10_000; count += 1) {
    const secret = randomBytes(32).toString(encodings[count % 3]);
    expect(read(secret).current).toBe(secret);
  }
});

test('outside production an unset secret is made once, readable by its owner alone', () => {
  const first = readAuthSecrets({ NODE_ENV: 'development' }, join(folder, 'data'));
  const second = readAuthSecrets({ NODE_ENV: 'development' }, join(folder, 'data'));
  expect(second).toEqual(first);
  expect(first.current.length).toBeGreaterThanOrEqual(64);
  expect(statSync(join(folder, 'data', 'auth-secret')).mode & 0o777).toBe(0o600);
});

test('a stored secret that is too short is refused, and kept', () => {
  writeFileSync(join(folder, 'auth-secret'), 'short');
  expect(() => readAuthSecrets({ NODE_ENV: 'test' }, folder)).toThrow(
    'AUTH_SECRET must have at least 32 bytes',
  );
  expect(readFileSync(join(folder, 'auth-secret'), 'utf8')).toBe('short');
});

test('a secret whose folder cannot be made is refused in one line', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => readAuthSecrets({ NODE_ENV: 'test' }, join(folder, 'file'))).toThrow(
    /^AUTH_SECRET is unset and [^\n]+$/,
  );
});

test('previous secrets verify in their order and never sign', () => {
  const [current, first, second] = [1, 2, 3].map(() => randomBytes(48).toString('base64'));
  const secrets = readAuthSecrets(
    { NODE_ENV: 'production', AUTH_SECRET: current, AUTH_SECRET_PREVIOUS: `${first}, ${second}` },
    folder,
  );
  expect(secrets).toEqual({ current, previous: [first, second] });
});
