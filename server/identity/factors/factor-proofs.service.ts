import type { AfterAnswer } from '#server/after-answer.ts';
import type { Caller } from '#server/caller.ts';
import { AppError, isRefusal } from '#server/errors/app-error.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import { userHandle } from '#server/identity/factors/factors.rules.ts';
import type { PasskeysRepository } from '#server/identity/factors/passkeys.repository.ts';
import type { TotpRepository } from '#server/identity/factors/totp.repository.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { challengeHash, type Challenges, type PasskeyPurpose } from '#server/security/challenges.ts';
import { matchingStep, recoveryCodeHash } from '#server/security/one-time-codes.ts';
import { challengeOf, type PasskeyChecks } from '#server/security/passkeys.ts';
import type { Sealing } from '#server/security/sealing.ts';
import type { FactorMethod, FactorProof, PasskeyAssertion } from '#shared/identity/factors.ts';

interface Dependencies {
  totp: Pick<TotpRepository, 'find'>;
  passkeys: Pick<PasskeysRepository, 'findByCredential'>;
  audit: Pick<AuditRepository, 'insert'>;
  limits: Pick<LimitsService, 'reserveSecondFactor' | 'countCheck'>;
  mail: Pick<MailService, 'queue'>;
  challenges: Pick<Challenges, 'readPasskeyChallenge'>;
  passkeyChecks: PasskeyChecks;
  totpSecrets: Pick<Sealing, 'open'>;
  afterAnswer: AfterAnswer;
}

/** Whose proof it is, and who presents it. */
export interface Prover {
  readonly userId: string;
  readonly caller: Caller;
}

/** What a passkey was asked for, and by whom. */
export interface PasskeyContext {
  readonly purpose: PasskeyPurpose;
  readonly holder: string;
  /** Whose passkey alone will do; anybody's without one. */
  readonly owner?: string;
  readonly caller: Caller;
}

/** Uses the proof up, in the transaction of what it allows; that transaction holds the lock on the user's row. */
export type UseProof = (repositories: Repositories, to: string) => Promise<void>;

type Act<Result> = (use: UseProof) => Promise<Result>;
type CodeProof = Exclude<FactorProof, { method: 'passkey' }>;

export type FactorProofs = ReturnType<typeof createFactorProofs>;

/** The one way to check a second factor: count, check, then let `act` use it up with what it allows. */
export function createFactorProofs(dependencies: Dependencies) {
  const { totp, passkeys, audit, limits, mail, challenges, passkeyChecks, totpSecrets } = dependencies;

  async function useOfTotp({ userId }: Prover, code: string): Promise<UseProof> {
    const found = await totp.find(userId, 'enabled');
    const secret = found && totpSecrets.open(found.sealed_secret, userId);
    const step = found && secret ? matchingStep(secret, code, found.now) : null;
    if (!found || step === null) throw new AppError('SECOND_FACTOR_INVALID');
    const checked = { step, readAt: found.now };
    return async (repositories) => {
      if (!(await repositories.totp.takeStep(userId, checked))) throw new AppError('SECOND_FACTOR_INVALID');
    };
  }

  function useOfRecoveryCode({ userId, caller }: Prover, code: string): UseProof {
    const hash = recoveryCodeHash(code);
    return async (repositories, to) => {
      if (!(await repositories.factors.deleteRecoveryCode(userId, hash)))
        throw new AppError('SECOND_FACTOR_INVALID');
      const { recovery_codes: left } = await repositories.factors.count(userId);
      const event = { event: 'recovery-code-used', userId, actorId: userId, caller } as const;
      await repositories.audit.insert({ ...event, details: { left } });
      await mail.queue(repositories, { kind: 'recovery-code-used', userId, to, caller, details: { left } });
    };
  }

  function tell({ userId, caller }: Prover, method: FactorMethod): void {
    const event = { event: 'second-factor-refused', userId, caller, details: { method } } as const;
    dependencies.afterAnswer(() => audit.insert(event));
  }

  /** A wrong code stays counted, a right one clears the count, and what says neither counts nothing. */
  async function withCode<Result>(prover: Prover, { method, code }: CodeProof, act: Act<Result>) {
    const reservation = await limits.reserveSecondFactor(prover);
    try {
      const use = method === 'totp' ? await useOfTotp(prover, code) : useOfRecoveryCode(prover, code);
      const result = await act(use);
      await reservation.succeed();
      return result;
    } catch (error) {
      const isWrong = error instanceof AppError && error.code === 'SECOND_FACTOR_INVALID';
      if (isWrong) tell(prover, method);
      else await reservation.refund();
      throw error;
    }
  }

  /** Whose passkey it is, and how its use is noted. CHALLENGE_EXPIRED before anything is said of the passkey. */
  async function readPasskey(response: PasskeyAssertion, { purpose, holder, owner }: PasskeyContext) {
    const challenge = challengeOf(response);
    const until = challenge === null ? null : challenges.readPasskeyChallenge(challenge, purpose, holder);
    if (challenge === null || until === null) throw new AppError('CHALLENGE_EXPIRED');
    const found = await passkeys.findByCredential(Buffer.from(response.id, 'base64url'));
    const handle = response.response.userHandle;
    // Where nobody was asked for, the passkey itself has to say whose it is (WebAuthn Level 3 §7.2).
    const isOfUser = found && (handle ? handle === userHandle(found.user_id) : owner !== undefined);
    const used =
      isOfUser && (await passkeyChecks.checkUsed(response, challenge, { publicKey: found.public_key }));
    if (!used) throw new AppError('PASSKEY_INVALID');
    return {
      userId: found.user_id,
      id: found.id,
      used,
      challenge: { hash: challengeHash(challenge), until },
    };
  }

  return {
    /** Checks a passkey, whoever's it is; refused unless it is the owner's, where one is named. */
    async withPasskey<Result>(
      response: PasskeyAssertion,
      context: PasskeyContext,
      act: (use: UseProof, userId: string) => Promise<Result>,
    ): Promise<Result> {
      if (passkeyChecks.relyingParty === null) throw new AppError('FEATURE_OFF');
      const { owner, caller } = context;
      await limits.countCheck(caller);
      let copiedOf: string | undefined;
      try {
        const { userId, id, used, challenge } = await readPasskey(response, context);
        if (owner !== undefined && owner !== userId) throw new AppError('PASSKEY_INVALID');
        const use: UseProof = async (repositories) => {
          if (!(await repositories.usedChallenges.insert(challenge.hash, challenge.until)))
            throw new AppError('CHALLENGE_EXPIRED');
          const outcome = await repositories.passkeys.updateAsUsed({ userId, id }, used);
          if (outcome === 'copied') copiedOf = userId;
          if (outcome !== 'used') throw new AppError('PASSKEY_INVALID');
        };
        return await act(use, userId);
      } catch (error) {
        if (copiedOf !== undefined) await audit.insert({ event: 'passkey-copied', userId: copiedOf, caller });
        else if (owner !== undefined && isRefusal(error) && error.code === 'PASSKEY_INVALID')
          tell({ userId: owner, caller }, 'passkey');
        throw error;
      }
    },

    withCode,
  };
}
