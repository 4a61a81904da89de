import { createHash, randomBytes } from 'node:crypto';

const shape = /^[A-Za-z0-9_-]{43}$/;

/** A name for a device that has signed in: 256 random bits in base64url. It opens nothing; it only keeps strangers' guesses apart from the owner's. */
export function newDeviceToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 of a well-formed device token, which alone is stored; null for anything else. */
export function deviceTokenHash(token: string | null | undefined): Buffer | null {
  return token && shape.test(token) ? createHash('sha256').update(token).digest() : null;
}
