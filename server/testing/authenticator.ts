import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyAttestation,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
} from '#shared/identity/factors.ts';

/** What a test may do otherwise than an honest authenticator. */
interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly isUserVerified?: boolean;
  /** Asked for in a frame on another site. */
  readonly isEmbedded?: boolean;
  /** Whose it says it is; null: nobody's. */
  readonly userHandle?: string | null;
  /** The counter of this answer; an honest one grows. */
  readonly counter?: number;
}

const userPresent = 0x01;
const userVerified = 0x04;
const holdsKey = 0x40;

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
const encoded = (data: Buffer | string) => Buffer.from(data).toString('base64url');

/** An authenticator in software with one ES256 key (WebAuthn Level 3 §6), attestation `none`. */
export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;
  let userHandle = '';

  function clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge,
        origin: deviation.origin ?? origin,
        crossOrigin: deviation.isEmbedded ?? false,
      }),
    );
  }

  function head(rpId: string, extraFlags: number, deviation: Deviation): Buffer {
    counter = deviation.counter ?? counter + 1;
    const { isUserVerified = true } = deviation;
    const rest = Buffer.alloc(5);
    rest.writeUInt8(userPresent | (isUserVerified ? userVerified : 0) | extraFlags, 0);
    rest.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(deviation.rpId ?? rpId), rest]);
  }

  /** The key as CBOR: kty EC2, alg ES256, crv P-256, x and y (RFC 9053 §7.1). */
  function coseKey(): Buffer {
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const coordinate = (label: number, value: string) =>
      Buffer.concat([Buffer.of(label, 0x58, 0x20), Buffer.from(value, 'base64url')]);
    const begin = Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01);
    return Buffer.concat([begin, coordinate(0x21, x), coordinate(0x22, y)]);
  }

  return {
    id: encoded(id),

    /** The answer to `factors.beginPasskey`. */
    make(options: PasskeyCreationOptions, deviation: Deviation = {}): PasskeyAttestation {
      userHandle = options.user.id;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const data = Buffer.concat([
        head(options.rp.id, holdsKey, deviation),
        Buffer.alloc(16),
        length,
        id,
        coseKey(),
      ]);
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.length);
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
        size,
        data,
      ]);
      const response = {
        clientDataJSON: encoded(clientData('webauthn.create', options.challenge, deviation)),
        attestationObject: encoded(attestation),
        transports: ['internal'],
      };
      return { id: encoded(id), rawId: encoded(id), type: 'public-key', response };
    },

    /** The answer to any request for a passkey. */
    use(options: PasskeyRequestOptions, deviation: Deviation = {}): PasskeyAssertion {
      const client = clientData('webauthn.get', options.challenge, deviation);
      const data = head(options.rpId, 0, deviation);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: encoded(client),
        authenticatorData: encoded(data),
        signature: encoded(signature),
        userHandle: deviation.userHandle === undefined ? userHandle : deviation.userHandle,
      };
      return { id: encoded(id), rawId: encoded(id), type: 'public-key', response };
    },
  };
}
