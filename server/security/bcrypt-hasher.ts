import { createHmac } from 'node:crypto';
import { compare, genSalt, hash } from 'bcryptjs';
import type { HashSettings } from '#server/security/hashers.ts';
import { version, type StoredBcrypt } from '#server/security/stored-hash.ts';

/**
 * bcrypt reads only 72 bytes, which is 36 Cyrillic letters. So it gets base64(HMAC-SHA-384) of the whole password, 64
 * characters without NUL. The source is the OWASP Password Storage Cheat Sheet, "Pre-Hashing Passwords with bcrypt".
 *
 * The bcrypt salt is the HMAC's key: so hashes stolen elsewhere cannot be replayed, and no server secret is needed.
 */
function prehash(password: string, salt: string): string {
  return createHmac('sha384', salt).update(password).digest('base64');
}

/** The string to store for a normalised password. */
export async function hashByBcrypt(password: string, { cost }: HashSettings): Promise<string> {
  const salt = await genSalt(cost);
  return version + (await hash(prehash(password, salt), salt));
}

/** Compares a normalised password with a stored hash. A hash of lower cost takes as long as one of these settings. */
export async function isBcryptOf(
  { isVersioned, bcrypt, salt, cost }: StoredBcrypt,
  password: string,
  settings: HashSettings,
): Promise<boolean> {
  const isRight = await compare(isVersioned ? prehash(password, salt) : password, bcrypt);
  await addWork(cost, settings.cost);
  return isRight;
}

/** Each cost doubles the work: the hashes from `done` up to `wanted` add exactly the missing part. */
async function addWork(done: number, wanted: number): Promise<void> {
  for (let cost = done; cost < wanted; cost += 1)
    await compare('', `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`);
}
