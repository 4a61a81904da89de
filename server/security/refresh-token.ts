import { createHmac, hash, randomFillSync, timingSafeEqual } from 'node:crypto';
import type { VerifyingKeys } from '#server/security/keys.ts';

/**
 * `qpr1.` + base64url of user 16 | session 16 | generation 4 (big-endian) | secret 32 | MAC 16.
 *
 * The MAC exposes a forged token without the database, and separates a genuine old token from an invented one.
 */
const tokenShape = /^qpr1\.[A-Za-z0-9_-]{112}$/;
const prefix = 'qpr1.';
const sessionOffset = 16;
const generationOffset = 32;
const secretOffset = 36;
const secretLength = 32;
const macOffset = secretOffset + secretLength;
const macLength = 16;

/** The session that a genuine refresh token names. Whether it still lives, only the database knows. */
export interface RefreshTokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly generation: number;
  /** SHA-256 of the random secret: with 256 bits of entropy no slow hash is needed. Only this is stored. */
  readonly secretHash: Buffer;
}

export interface MintedRefreshToken {
  readonly token: string;
  readonly secretHash: Buffer;
}

export type RefreshTokens = ReturnType<typeof createRefreshTokens>;

/** Mints refresh tokens with the signing key and reads those of any key. */
export function createRefreshTokens(keys: VerifyingKeys) {
  return {
    /** A token with a fresh random secret; `generation` counts the rotations of its session. */
    mint(subject: { userId: string; sessionId: string; generation: number }): MintedRefreshToken {
      const secret = randomSecret();
      const generation = Buffer.alloc(4);
      generation.writeUInt32BE(subject.generation);
      const body = Buffer.concat([
        idToBytes(subject.userId),
        idToBytes(subject.sessionId),
        generation,
        secret,
      ]);
      const token = prefix + Buffer.concat([body, mac(keys[0], body)]).toString('base64url');
      return { token, secretHash: sha256(secret) };
    },

    /** The claims of a genuine token, or null for anything else. */
    read(token: string): RefreshTokenClaims | null {
      if (!tokenShape.test(token)) return null;
      const bytes = Buffer.from(token.slice(prefix.length), 'base64url');
      const body = bytes.subarray(0, macOffset);
      const isGenuine = keys.some((key) => timingSafeEqual(mac(key, body), bytes.subarray(macOffset)));
      if (!isGenuine) return null;
      return {
        userId: bytesToId(body.subarray(0, sessionOffset)),
        sessionId: bytesToId(body.subarray(sessionOffset, generationOffset)),
        generation: body.readUInt32BE(generationOffset),
        secretHash: sha256(body.subarray(secretOffset)),
      };
    },
  };
}

/** Random bytes of the next secrets, as Node keeps them for `randomUUID`. Each draw took 5 % of a refresh. */
const drawn = Buffer.alloc(128 * secretLength);
let left = 0;

/** 256 random bits, which are kept nowhere else from then on. */
function randomSecret(): Buffer {
  if (left === 0) left = randomFillSync(drawn).length;
  left -= secretLength;
  const place = drawn.subarray(left, left + secretLength);
  const secret = Buffer.from(place);
  place.fill(0);
  return secret;
}

/** Accepts any 16 bytes, as PostgreSQL does: an id written by hand need not have a version of RFC 9562. */
function idToBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function bytesToId(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function mac(key: VerifyingKeys[number], body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, macLength);
}

function sha256(secret: Buffer): Buffer {
  return hash('sha256', secret, 'buffer');
}
