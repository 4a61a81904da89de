import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VerifyingKeys } from '#server/security/keys.ts';

/** The form of a sealed text, so that a later one can be told from it. */
const version = 1;
/** NIST SP 800-38D §8.2.2: 96 random bits, and far fewer than 2^32 texts under one key. */
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + ivBytes + tagBytes;

export type Sealing = ReturnType<typeof createSealing>;

/**
 * Encrypts short secrets that the server must read again (AES-256-GCM). The first key encrypts, all of them decrypt.
 * `boundTo` names the row: a sealed text that was copied into another row does not open there.
 */
export function createSealing(keys: VerifyingKeys) {
  function openWith(key: VerifyingKeys[number], sealed: Buffer, boundTo: string): string | null {
    if (sealed.length < headBytes || sealed[0] !== version) return null;
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(sealed.subarray(1 + ivBytes, headBytes));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]).toString();
    } catch {
      return null;
    }
  }

  function seal(text: string, boundTo: string): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', keys[0], iv, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(boundTo));
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), encrypted]);
  }

  function open(sealed: Buffer, boundTo: string): string | null {
    for (const key of keys) {
      const text = openWith(key, sealed, boundTo);
      if (text !== null) return text;
    }
    return null;
  }

  return {
    seal,

    /** Null for what no key opens: changed, bound to another row, or of a secret that is gone. */
    open,

    /** Which of the keys opens it, counted from 0; -1 when none does. */
    keyIndex: (sealed: Buffer, boundTo: string): number =>
      keys.findIndex((key) => openWith(key, sealed, boundTo) !== null),

    /** The same text under the first key: `current` when it is already, `lost` when no key opens it. */
    reseal(sealed: Buffer, boundTo: string): Buffer | 'current' | 'lost' {
      if (openWith(keys[0], sealed, boundTo) !== null) return 'current';
      const text = open(sealed, boundTo);
      return text === null ? 'lost' : seal(text, boundTo);
    },
  };
}
