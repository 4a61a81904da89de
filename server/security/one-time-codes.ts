import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { recoveryCodesCount } from '#shared/identity/factors.ts';

/** RFC 6238 §4 with the parameters every authenticator app understands: SHA-1, six digits, 30 seconds. */
const stepSeconds = 30;
const digits = 6;
const codeShape = /^[0-9]{6}$/;
/** A clock may be one step fast or slow (RFC 6238 §5.2). */
const drift = [0, -1, 1] as const;
/** RFC 4226 §4 R6: 160 bits. */
const secretBytes = 20;

/** RFC 4648 §6, as authenticator apps read secrets. */
const base32Letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** Crockford's base32, without letters that are mistaken for others. */
const crockfordLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const recoveryCodeBytes = 10;

/** A new secret in base32, 32 letters. */
export function newTotpSecret(): string {
  return base32(randomBytes(secretBytes), base32Letters);
}

/** The code of a secret at a step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/** The step of a moment. */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1000 / stepSeconds);
}

/** The step whose code this is, at most one away from now; null when it is none. */
export function matchingStep(secret: string, typed: string, now: Date): number | null {
  const code = digitsOf(typed);
  if (!codeShape.test(code)) return null;
  const presented = Buffer.from(code);
  const steps = drift.map((distance) => totpStep(now) + distance);
  return steps.find((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), presented)) ?? null;
}

/**
 * What an authenticator app reads from the QR code (Key URI Format). The label is the issuer and the account. Both are
 * escaped: no account can look like another part of the address.
 */
export function totpUri(issuer: string, account: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`;
}

/** New recovery codes: 80 random bits each, sixteen letters in fours. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodesCount }, () =>
    base32(randomBytes(recoveryCodeBytes), crockfordLetters).replace(/(.{4})(?!$)/g, '$1-'),
  );
}

/** The SHA-256 of a recovery code, however it was typed: case, blanks, hyphens and mistaken letters do not matter. */
export function recoveryCodeHash(typed: string): Buffer {
  const code = withPlainDigits(typed)
    .toUpperCase()
    .replace(separators, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(code).digest();
}

/** What people and programs put between or around the characters of a code: blanks, hyphens, marks of direction. */
const separators = /[\s\p{Dash}\p{Cf}]/gu;

/** The digits of a typed code by their values, in any script. */
function digitsOf(typed: string): string {
  return withPlainDigits(typed).replace(separators, '');
}

const decimal = /\p{Nd}/u;

/** Every decimal digit of Unicode as its value. Each script has its ten in a row, from zero on (UAX #44 §5.7.3). */
function withPlainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let before = 0;
    // Mathematical digits stand in several rows of ten, one after another.
    while (decimal.test(String.fromCodePoint(point - before - 1))) before += 1;
    return String(before % 10);
  });
}

function base32(bytes: Buffer, letters: string): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => base32Letters.indexOf(letter).toString(2).padStart(5, '0')).join(
    '',
  );
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
