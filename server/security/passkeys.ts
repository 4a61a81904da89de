import { isIP } from 'node:net';
import type { PasskeyAssertion, PasskeyAttestation } from '#shared/identity/factors.ts';

/** How a stored passkey is checked. */
export interface StoredPasskey {
  readonly publicKey: Buffer;
}

/** What a browser says of the key it has made. */
export interface NewPasskey {
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly isSynced: boolean;
}

/** What a genuine answer of a passkey says. */
export interface UsedPasskey {
  readonly counter: number;
  readonly isSynced: boolean;
}

export type PasskeyChecks = ReturnType<typeof createPasskeyChecks>;

/**
 * Checks the answers of passkeys (WebAuthn Level 3 §7). The library is loaded by the first check: it would take a
 * noticeable part of every start.
 */
export function createPasskeyChecks(appOrigin: string) {
  const { hostname } = new URL(appOrigin);
  // An address is no RP id (WebAuthn §5.1.2): there passkeys are off.
  const relyingParty = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : null;
  const expected = {
    expectedOrigin: appOrigin,
    expectedRPID: relyingParty ?? '',
    requireUserVerification: true,
  };

  return {
    /** The host that passkeys belong to; null where there can be none. */
    relyingParty,

    /** Null for an answer that is forged, of another site, or by nobody verified. */
    async checkNew(response: PasskeyAttestation, challenge: string): Promise<NewPasskey | null> {
      if (isEmbedded(response)) return null;
      const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
      const { registrationInfo } = await verifyRegistrationResponse({
        ...expected,
        response: forLibrary(response) as unknown as Parameters<
          typeof verifyRegistrationResponse
        >[0]['response'],
        expectedChallenge: challenge,
      }).catch(() => ({ registrationInfo: undefined }));
      if (!registrationInfo) return null;
      const { credential, credentialBackedUp: isSynced } = registrationInfo;
      return {
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey),
        counter: credential.counter,
        isSynced,
      };
    },

    /** Null for an answer that is forged, of another site, or by nobody verified. The counter is judged by the caller. */
    async checkUsed(
      response: PasskeyAssertion,
      challenge: string,
      { publicKey }: StoredPasskey,
    ): Promise<UsedPasskey | null> {
      if (isEmbedded(response)) return null;
      const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        ...expected,
        response: forLibrary(response) as unknown as Parameters<
          typeof verifyAuthenticationResponse
        >[0]['response'],
        expectedChallenge: challenge,
        // Below every counter: a copied key is told, so it must not look like a forged one.
        credential: { id: response.id, publicKey: new Uint8Array(publicKey), counter: -1 },
      }).catch(() => ({ verified: false, authenticationInfo: undefined }));
      if (!verified || !authenticationInfo) return null;
      return { counter: authenticationInfo.newCounter, isSynced: authenticationInfo.credentialBackedUp };
    },
  };
}

/** The challenge that an answer says it answers, not yet verified; null when the answer cannot be read. */
export function challengeOf(answer: PasskeyAssertion | PasskeyAttestation): string | null {
  const { challenge } = clientDataOf(answer);
  return typeof challenge === 'string' ? challenge : null;
}

/** Made in a frame on another site (WebAuthn Level 3 §7.2). No page of ours may be framed, so none asked. */
function isEmbedded(answer: PasskeyAssertion | PasskeyAttestation): boolean {
  const { crossOrigin = false } = clientDataOf(answer);
  return crossOrigin !== false;
}

interface ClientData {
  readonly challenge?: unknown;
  readonly crossOrigin?: unknown;
}

/** Without its parts when it cannot be read. */
function clientDataOf({ response }: PasskeyAssertion | PasskeyAttestation): ClientData {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    return (JSON.parse(text) as ClientData | null) ?? {};
  } catch {
    return {};
  }
}

/** The library's types know absent fields, not empty ones. */
function forLibrary({ clientExtensionResults = {}, ...response }: PasskeyAssertion | PasskeyAttestation) {
  return { ...response, clientExtensionResults };
}
