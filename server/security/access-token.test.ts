import { createHmac, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAccessTokens, isTimely } from '#server/security/access-token.ts';
import { deriveKeys } from '#server/security/keys.ts';

const origin = 'http://localhost:3000';
const secret = 'a-signing-key-for-tests-0123456789';
const keys = deriveKeys({ current: secret, previous: ['the-one-before-it-9876543210-abcd'] });
const tokens = createAccessTokens(origin, keys.accessToken);
/** As the contract says it, not as our code does it. */
const contractKey: Buffer = Buffer.from(hkdfSync('sha256', secret, '', 'access-token', 32));

const header = { alg: 'HS256', typ: 'at+jwt' };
const payload = {
  iss: origin,
  aud: origin,
  sub: '01890a5d-ac96-774b-bcce-b302099a8057',
  sid: '01890a5d-ac96-774b-bcce-b302099a8058',
  role: 'user',
  iat: 1_700_000_000,
  exp: 1_700_000_900,
  jti: '5f0f1a0e-1b5c-4c39-9d5b-0d3a1f5b7a11',
};
const claims = {
  userId: payload.sub,
  sessionId: payload.sid,
  role: 'user' as const,
  issuedAt: payload.iat,
  expiresAt: payload.exp,
};

function part(value: unknown): string {
  const bytes = Buffer.isBuffer(value) || typeof value === 'string' ? value : JSON.stringify(value);
  return Buffer.from(bytes as string).toString('base64url');
}

function sign(head: unknown, body: unknown, { hash = 'sha256', key = contractKey } = {}): string {
  const signed = `${part(head)}.${part(body)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

test('an access token without a signature is refused, whatever its header says', () => {
  for (const alg of ['none', 'None', 'NONE', 'HS256']) {
    const unsigned = `${part({ ...header, alg })}.${part(payload)}`;
    for (const token of [unsigned, `${unsigned}.`]) expect(tokens.read(token)).toBe(null);
    expect(tokens.read(sign({ ...header, alg }, payload, { key: Buffer.alloc(0) }))).toBe(null);
  }
});

test.each([
  ['HS512', 'sha512'],
  ['HS384', 'sha384'],
  ['RS256', 'sha256'],
  ['none', 'sha256'],
])('an access token signed with another algorithm is refused: %s', (alg, hash) => {
  expect(tokens.read(sign({ ...header, alg }, payload, { hash }))).toBe(null);
});

test.each([
  ['another type', { ...header, typ: 'JWT' }],
  ['the type in capitals', { ...header, typ: 'AT+JWT' }],
  ['the long type', { ...header, typ: 'application/at+jwt' }],
  ['no type', { alg: 'HS256' }],
  ['a key id', { ...header, kid: '1' }],
  ['a key of its own', { ...header, jwk: { kty: 'oct', k: 'AAAA' } }],
  ['a critical extension', { ...header, crit: ['b64'], b64: false }],
  ['a header that is a list', [header]],
  ['a header that is no JSON', 'x'],
])('an access token with %s in its header is refused', (_case, head) => {
  expect(tokens.read(sign(head, payload))).toBe(null);
});

test.each(Object.keys(payload))('an access token without the claim %s is refused', (name) => {
  expect(tokens.read(sign(header, { ...payload, [name]: undefined }))).toBe(null);
});

test.each([
  ['iss of another', { iss: 'https://evil.example' }],
  ['iss as a list', { iss: [origin] }],
  ['aud of another', { aud: 'https://evil.example' }],
  ['aud as a list', { aud: [origin] }],
  ['aud as two', { aud: [origin, 'https://evil.example'] }],
  ['an unknown role', { role: 'root' }],
  ['a sub that is no id', { sub: "' or 1=1" }],
  ['a sid that is no id', { sid: 7 }],
  ['iat as text', { iat: '1700000000' }],
  ['exp with a fraction', { exp: 1_700_000_900.5 }],
  ['iat with a fraction', { iat: 1_700_000_000.5 }],
  ['a negative iat', { iat: -1 }],
  ['iat and exp at the beginning of time', { iat: 0, exp: 0 }],
  ['exp beyond whole numbers', { exp: 2 ** 53 }],
  ['exp of nothing', { exp: null }],
  ['an empty jti', { jti: '' }],
  ['nbf of now', { nbf: payload.iat }],
  ['nbf of nothing', { nbf: null }],
  ['a scope', { scope: 'openid' }],
  ['a key to confirm', { cnf: { jkt: 'x' } }],
  ['a claim without a name', { '': 1 }],
  ['a prototype', JSON.parse('{"__proto__": {"role": "admin"}}')],
])('an access token with %s is refused', (_case, change) => {
  expect(tokens.read(sign(header, { ...payload, ...change }))).toBe(null);
});

test.each([
  ['a claim twice', (text: string) => text.replace('"role":"user"', '"role":"user","role":"user"')],
  ['a claim of two values', (text: string) => text.replace('"exp":', '"exp":1,"exp":')],
  ['a name in other letters', (text: string) => text.replace('"sub"', String.raw`"\u0073ub"`)],
  ['a space', (text: string) => text.replace(',', ', ')],
  ['iat as a power of ten', (text: string) => text.replace('1700000000', '17e8')],
  ['iat with a point', (text: string) => text.replace('1700000000', '1700000000.0')],
  ['exp too large to count', (text: string) => text.replace('1700000900', '1e999')],
  ['a byte that is no text', (text: string) => text.replace('"jti":"', '"jti":"\u00ff')],
  ['a line end behind it', (text: string) => `${text}\n`],
])('an access token that is written in another way is refused: %s', (_case, change) => {
  const text = change(JSON.stringify(payload));
  expect(text).not.toBe(JSON.stringify(payload));
  expect(tokens.read(sign(header, Buffer.from(text, 'latin1')))).toBe(null);
});

test('an access token whose header is written twice is refused', () => {
  const head = '{"alg":"HS256","typ":"at+jwt","typ":"at+jwt"}';
  expect(tokens.read(sign(head, payload))).toBe(null);
});

test('an access token with an unknown claim is refused, also under the previous key', () => {
  const before = keys.accessToken[1]!.export();
  expect(tokens.read(sign(header, payload, { key: before }))).toEqual(claims);
  expect(tokens.read(sign(header, { ...payload, nbf: payload.iat }, { key: before }))).toBe(null);
});

test('an access token whose payload is text, a list or nothing is refused', () => {
  for (const body of ['"x"', '[]', 'null', '', '1']) expect(tokens.read(sign(header, body))).toBe(null);
});

test('an access token signed with the refresh key, the bare secret or an unknown key is refused', () => {
  const refreshKey = Buffer.from(hkdfSync('sha256', secret, '', 'refresh-token', 32));
  for (const key of [refreshKey, Buffer.from(secret), Buffer.alloc(32)])
    expect(tokens.read(sign(header, payload, { key }))).toBe(null);
});

test('an access token with any letter changed is refused, spare bits of the last one included', () => {
  const token = tokens.mint(claims);
  const changed = Array.from(token, (letter, index) =>
    letter === '.' ? null : `${token.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`,
  );
  for (const forged of changed) expect(forged === null ? null : tokens.read(forged)).toBe(null);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const taken = alphabet.split('').filter((letter) => tokens.read(token.slice(0, -1) + letter));
  expect(taken).toEqual([token.at(-1)]);
});

test('an access token of an impossible size is refused', () => {
  expect(tokens.read(sign(header, { ...payload, more: 'x'.repeat(5000) }))).toBe(null);
});

const second = 1000;
const now = new Date((payload.iat + 60) * second);
const isTimelyWith = (change: object, at: object = {}) =>
  isTimely(
    { ...claims, ...change },
    { now, sessionExpiresAt: new Date((payload.exp + 60) * second), accessMinutes: 15, ...at },
  );

test.each([
  ['as the server mints them', {}, {}, true],
  ['of this very second', { issuedAt: payload.iat + 60 }, {}, true],
  ['as long as the session lives', {}, { sessionExpiresAt: new Date(payload.exp * second) }, true],
  ['from the future', { issuedAt: payload.iat + 61 }, {}, false],
  ['over', { expiresAt: payload.iat + 60 }, {}, false],
  ['longer than the setting by a second', { expiresAt: payload.exp + 1 }, {}, false],
  ['of an hour, after the setting was lowered', { expiresAt: payload.iat + 3600 }, {}, false],
  ['of a year before', { issuedAt: payload.iat - 31_536_000 }, {}, false],
  [
    'that outlive the session by a moment',
    {},
    { sessionExpiresAt: new Date(payload.exp * second - 1) },
    false,
  ],
])('an access token is judged by its times: %s', (_case, change, at, isGood) => {
  expect(isTimelyWith(change, at)).toBe(isGood);
});

test("an access token of the contract's form is read, whatever the clock of this machine", () => {
  expect(tokens.read(sign(header, payload))).toEqual(claims);
});

test('an access token signed with the previous key is read', () => {
  const before = createAccessTokens(origin, [keys.accessToken[1]!]);
  expect(tokens.read(before.mint(claims))).toEqual(claims);
  expect(before.read(tokens.mint(claims))).toBe(null);
});

test('an access token is made with the header and claims of the contract, and no others', () => {
  const [head, body] = tokens.mint(claims).split('.');
  const decode = (text = ''): unknown => JSON.parse(Buffer.from(text, 'base64url').toString());
  expect(decode(head)).toEqual(header);
  expect(decode(body)).toEqual({ ...payload, jti: expect.stringMatching(/^[0-9a-f-]{36}$/) });
});

test('a genuine access token is verified once, and a forgery beside it is still refused', () => {
  const fresh = createAccessTokens(origin, keys.accessToken);
  const token = sign(header, payload);
  const first = fresh.read(token);
  expect(first).toEqual(claims);
  expect(fresh.read(token)).toBe(first);
  expect(fresh.read(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBe(null);
  expect(fresh.read(sign(header, { ...payload, role: 'admin' }, { key: Buffer.alloc(32) }))).toBe(null);
});

test('a server that has read more access tokens than it remembers reads them all', () => {
  const fresh = createAccessTokens(origin, keys.accessToken);
  const token = fresh.mint(claims);
  fresh.read(token);
  for (let count = 0; count < 10_001; count += 1) fresh.read(fresh.mint(claims));
  expect(fresh.read(token)).toEqual(claims);
});
