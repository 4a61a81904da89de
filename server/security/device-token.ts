import { createHash, randomBytes } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** People of one browser who do not push each other out (the public contract). */
const maximumDeviceTokens = 5;
const separator = '.';
const longestList = maximumDeviceTokens * 43 + maximumDeviceTokens - 1;

/** A name for a device that has signed in: 256 random bits in base64url. It opens nothing; it only keeps strangers' guesses apart from the owner's. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a device token, which alone is stored. */
export function deviceTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The tokens of a list, the newest first; none where it is no list of device tokens. */
export function readDeviceTokens(list: string | null | undefined): readonly string[] {
  if (!list || list.length > longestList) return [];
  const tokens = list.split(separator);
  return tokens.every((token) => shape.test(token)) ? [...new Set(tokens)] : [];
}

/** The list with `token` as its newest; what was unused longest leaves when it is full. */
export function listDeviceTokens(token: string, others: readonly string[]): string {
  const kept = others.filter((other) => other !== token);
  return [token, ...kept].slice(0, maximumDeviceTokens).join(separator);
}
