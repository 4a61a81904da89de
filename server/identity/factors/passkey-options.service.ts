import { AppError } from '#server/errors/app-error.ts';
import { productName, userHandle } from '#server/identity/factors/factors.rules.ts';
import type { PasskeysRepository } from '#server/identity/factors/passkeys.repository.ts';
import type { Challenges } from '#server/security/challenges.ts';
import type { PasskeyChecks } from '#server/security/passkeys.ts';
import {
  challengeMinutes,
  type PasskeyCreationOptions,
  type PasskeyRequestOptions,
} from '#shared/identity/factors.ts';
import type { User } from '#shared/identity/users.ts';

/** COSE algorithms, the best first: Ed25519, ECDSA with SHA-256, RSA with SHA-256 (WebAuthn §5.8.5). */
const algorithms = [-8, -7, -257] as const;

interface Dependencies {
  passkeys: Pick<PasskeysRepository, 'findCredentials'>;
  challenges: Pick<Challenges, 'issuePasskeyChallenge'>;
  passkeyChecks: Pick<PasskeyChecks, 'relyingParty'>;
}

interface Request {
  readonly purpose: 'sign-in' | 'reauthentication';
  /** Whoever may answer: a ticket or a session. */
  readonly holder: string;
  readonly until?: number;
  /** Whose passkeys will do; anybody's without one. */
  readonly userId?: string;
}

export type PasskeyOptions = ReturnType<typeof createPasskeyOptions>;

/** What a browser is told to do with a passkey. */
export function createPasskeyOptions({ passkeys, challenges, passkeyChecks }: Dependencies) {
  function requireRelyingParty(): string {
    if (passkeyChecks.relyingParty === null) throw new AppError('FEATURE_OFF');
    return passkeyChecks.relyingParty;
  }

  async function credentialsOf(userId: string) {
    const rows = await passkeys.findCredentials(userId);
    return rows.map(({ credential_id: id, transports }) => ({
      id: id.toString('base64url'),
      type: 'public-key' as const,
      transports,
    }));
  }

  return {
    /** To use one. */
    async request({ purpose, holder, until, userId }: Request): Promise<PasskeyRequestOptions> {
      return {
        rpId: requireRelyingParty(),
        challenge: challenges.issuePasskeyChallenge(purpose, holder, until),
        timeout: until === undefined ? challengeMinutes * 60_000 : Math.max(0, until - Date.now()),
        userVerification: 'required',
        allowCredentials: userId === undefined ? [] : await credentialsOf(userId),
      };
    },

    /** To make one, which the authenticator finds by itself later, and which verifies its user. */
    async creation({ id, email, fullName }: User, sessionId: string): Promise<PasskeyCreationOptions> {
      return {
        rp: { id: requireRelyingParty(), name: productName },
        challenge: challenges.issuePasskeyChallenge('registration', sessionId),
        user: { id: userHandle(id), name: email, displayName: fullName ?? email },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        timeout: challengeMinutes * 60_000,
        excludeCredentials: await credentialsOf(id),
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        attestation: 'none',
      };
    },
  };
}
