import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveKeys } from '#server/security/keys.ts';
import { createRefreshTokens } from '#server/security/refresh-token.ts';

const secrets = {
  current: 'a-signing-key-for-tests-0123456789',
  previous: ['the-one-before-it-9876543210-abcd'],
};
const keys = deriveKeys(secrets);
const tokens = createRefreshTokens(keys.refreshToken);
const subject = {
  userId: '01890a5d-ac96-774b-bcce-b302099a8057',
  sessionId: '01890a5d-ac96-774b-bcce-b302099a8058',
  generation: 3_000_000_000,
};

test('a refresh token with any byte forged is refused', () => {
  const bytes = Buffer.from(tokens.mint(subject).token.slice('qpr1.'.length), 'base64url');
  expect(bytes).toHaveLength(84);
  for (let index = 0; index < bytes.length; index += 1) {
    const forged = Buffer.from(bytes);
    forged[index]! ^= 1 << (index % 8);
    expect(tokens.read(`qpr1.${forged.toString('base64url')}`)).toBe(null);
  }
});

test('a refresh token of any other shape is refused, even where the decoder would take it', () => {
  const { token } = tokens.mint(subject);
  const body = token.slice('qpr1.'.length);
  const shapes = [
    '',
    body,
    `qpr2.${body}`,
    `QPR1.${body}`,
    `${token}=`,
    `${token}\n`,
    ` ${token}`,
    `${token}A`,
    token.slice(0, -1),
    `qpr1.${Buffer.from(body, 'base64url').toString('base64')}=`,
    `qpr1.${body.slice(0, 50)}\n${body.slice(50)}`,
    `qpr1.${body.slice(0, 50)}+${body.slice(51)}`,
  ];
  for (const shape of shapes) expect(tokens.read(shape)).toBe(null);
});

test.each([
  ['signed with a key nobody told us of', deriveKeys({ ...secrets, current: 'x'.repeat(40) }).refreshToken],
  ['signed with the key of access tokens', keys.accessToken],
])('the refresh token %s is refused', (_case, foreign) => {
  expect(tokens.read(createRefreshTokens(foreign).mint(subject).token)).toBe(null);
});

test('a refresh token names ids of any form, as somebody may have written them into the table', () => {
  const byHand = {
    userId: '11111111-1111-1111-1111-111111111111',
    sessionId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
  };
  expect(tokens.read(tokens.mint({ ...subject, ...byHand }).token)).toMatchObject(byHand);
});

test('a refresh token holds its user, session, generation and the hash of its secret alone', () => {
  const { token, secretHash } = tokens.mint(subject);
  const secret = Buffer.from(token.slice('qpr1.'.length), 'base64url').subarray(36, 68);
  expect(token).toMatch(/^qpr1\.[A-Za-z0-9_-]{112}$/);
  expect(tokens.read(token)).toEqual({ ...subject, secretHash });
  expect(secretHash).toEqual(createHash('sha256').update(secret).digest());
});

test('a refresh token of the previous key is read; new ones are signed with the current key', () => {
  const before = createRefreshTokens([keys.refreshToken[1]!]);
  const current = createRefreshTokens([keys.refreshToken[0]]);
  expect(tokens.read(before.mint(subject).token)).toMatchObject(subject);
  expect(current.read(tokens.mint(subject).token)).toMatchObject(subject);
  expect(before.read(tokens.mint(subject).token)).toBe(null);
});

test('a refresh token never has the same secret twice', () => {
  const minted = Array.from({ length: 1000 }, () => tokens.mint(subject).secretHash.toString('hex'));
  expect(new Set(minted).size).toBe(1000);
});
