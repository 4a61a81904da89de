import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { AuthSecrets } from '#server/config/auth-secrets.ts';

/** Keys of one purpose: the first signs, every one verifies. KeyObjects, because a MAC over a Buffer key costs five times as much. */
export type VerifyingKeys = readonly [signing: KeyObject, ...previous: KeyObject[]];

/** One independent key per purpose, so that a token of one kind can never pass for another. */
export interface DerivedKeys {
  readonly accessToken: VerifyingKeys;
  readonly refreshToken: VerifyingKeys;
  /** Names limit counters; of the current secret alone, so that a new secret starts them anew. */
  readonly limits: KeyObject;
}

/** HKDF-SHA-256 (RFC 5869) over each secret, salt empty, 32 bytes, the purpose as info. */
export function deriveKeys(secrets: AuthSecrets): DerivedKeys {
  const forPurpose = (info: string): VerifyingKeys => [
    derive(secrets.current, info),
    ...secrets.previous.map((secret) => derive(secret, info)),
  ];
  return {
    accessToken: forPurpose('access-token'),
    refreshToken: forPurpose('refresh-token'),
    limits: derive(secrets.current, 'limit-keys'),
  };
}

function derive(secret: string, info: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32)));
}
