import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { AuthSecrets } from '#server/config/auth-secrets.ts';

/** The first key signs, all of them verify. KeyObjects, because a MAC over a Buffer key is five times slower. */
export type VerifyingKeys = readonly [signing: KeyObject, ...previous: KeyObject[]];

/** One independent key per purpose, so that a token of one kind never passes for another. */
export interface DerivedKeys {
  readonly accessToken: VerifyingKeys;
  readonly refreshToken: VerifyingKeys;
  /** For the names of limit counters. From the current secret alone: a new secret starts the counters again. */
  readonly limits: KeyObject;
  /** For the lots of names without an account. From the current secret alone: a new secret draws them again. */
  readonly lots: KeyObject;
  /** Encrypts the tokens of links until their mails are sent. */
  readonly mailTokens: VerifyingKeys;
  /** Encrypts the secrets of authenticator apps. */
  readonly totpSecrets: VerifyingKeys;
  /** Encrypts sign-ins that wait for a second factor. */
  readonly tickets: VerifyingKeys;
  /** Marks the challenges of passkeys. */
  readonly passkeyChallenges: VerifyingKeys;
}

/** Derives the keys by HKDF-SHA-256 (RFC 5869) from each secret: empty salt, 32 bytes, the purpose as info. */
export function deriveKeys(secrets: AuthSecrets): DerivedKeys {
  const forPurpose = (info: string): VerifyingKeys => [
    derive(secrets.current, info),
    ...secrets.previous.map((secret) => derive(secret, info)),
  ];
  return {
    accessToken: forPurpose('access-token'),
    refreshToken: forPurpose('refresh-token'),
    limits: derive(secrets.current, 'limit-keys'),
    lots: derive(secrets.current, 'lots'),
    mailTokens: forPurpose('mail-tokens'),
    totpSecrets: forPurpose('totp-secrets'),
    tickets: forPurpose('sign-in-tickets'),
    passkeyChallenges: forPurpose('passkey-challenges'),
  };
}

function derive(secret: string, info: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32)));
}
