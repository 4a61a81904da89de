import { createHash, randomBytes } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** How many people of one browser keep their devices (the public contract). */
const maximumDeviceTokens = 5;
const separator = '.';
const longestList = maximumDeviceTokens * 43 + maximumDeviceTokens - 1;

/** 256 random bits in base64url. They give no access, but separate strangers' guesses from the owner's. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The SHA-256 of a device token; only this is stored. */
export function deviceTokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The tokens of a list, newest first; none when it is malformed. */
export function readDeviceTokens(list: string | null | undefined): readonly string[] {
  if (!list || list.length > longestList) return [];
  const tokens = list.split(separator);
  return tokens.every((token) => shape.test(token)) ? [...new Set(tokens)] : [];
}

/** The list with `token` first; a full list drops the token unused longest. */
export function listDeviceTokens(token: string, others: readonly string[]): string {
  const kept = others.filter((other) => other !== token);
  return [token, ...kept].slice(0, maximumDeviceTokens).join(separator);
}
