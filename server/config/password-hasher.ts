import { ConfigError } from '#server/config/config-error.ts';
import { hasArgon2 } from '#server/security/argon2id-hasher.ts';
import { defaultHashSettings, type Hasher } from '#server/security/hashers.ts';

const mebibyte = 1024 * 1024;

/** Ends the start where this Node cannot hash as the setting asks. */
export function requireHasher(hasher: Hasher, canArgon2 = hasArgon2()): Hasher {
  if (hasher === 'argon2id' && !canArgon2)
    throw new ConfigError('PASSWORD_HASHER', 'asks for crypto.argon2, which Node has from 24.7 on');
  return hasher;
}

/** A warning for the start where a hash on every thread needs more memory than can be had. */
export function remarkOnHashMemory(hasher: Hasher, threads: number, availableBytes: number): string[] {
  const needed = threads * defaultHashSettings.memory * 1024;
  // Zero means that the system does not say.
  if (hasher !== 'argon2id' || availableBytes === 0 || needed <= availableBytes) return [];
  const [asked, had] = [needed, availableBytes].map((bytes) => Math.floor(bytes / mebibyte));
  return [`PASSWORD_HASHER asks for ${asked} MiB on ${threads} threads, and only ${had} MiB can be had`];
}
