import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { hasFactor, productName } from '#server/identity/factors/factors.rules.ts';
import type { OwnFactors } from '#server/identity/factors/own-factors.service.ts';
import type { TotpRepository } from '#server/identity/factors/totp.repository.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { OwnSession } from '#server/identity/sessions/own-session.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import {
  matchingStep,
  newRecoveryCodes,
  newTotpSecret,
  recoveryCodeHash,
  totpUri,
} from '#server/security/one-time-codes.ts';
import type { Sealing } from '#server/security/sealing.ts';

interface Dependencies {
  totp: Pick<TotpRepository, 'upsertSetup' | 'find'>;
  ownFactors: OwnFactors;
  ownSession: OwnSession;
  limits: Pick<LimitsService, 'countCheck'>;
  totpSecrets: Pick<Sealing, 'seal' | 'open'>;
  inTransaction: InTransaction;
}

/** The authenticator app of a signed-in person, and the recovery codes. */
export function createTotpService(dependencies: Dependencies) {
  const { totp, ownFactors, ownSession, limits, totpSecrets, inTransaction } = dependencies;

  async function renewCodes({ factors }: Repositories, userId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await factors.replaceRecoveryCodes(userId, codes.map(recoveryCodeHash));
    return codes;
  }

  /** Why no secret waits for its first code. */
  async function noSetup(repositories: { totp: Pick<TotpRepository, 'find'> }, userId: string) {
    const enabled = await repositories.totp.find(userId, 'enabled');
    return new AppError(enabled ? 'TOTP_ALREADY_ENABLED' : 'CHALLENGE_EXPIRED');
  }

  return {
    /** A new secret, which counts once `enable` was given its first code. */
    async begin(request: ActorRequest): Promise<{ secret: string; uri: string }> {
      ownFactors.requireVerified(request);
      const { id, email } = request.actor.user;
      const secret = newTotpSecret();
      if (!(await totp.upsertSetup(id, totpSecrets.seal(secret, id))))
        throw new AppError('TOTP_ALREADY_ENABLED');
      return { secret, uri: totpUri(productName, email, secret) };
    },

    async enable(request: ActorRequest, { code }: { code: string }): Promise<{ recoveryCodes: string[] }> {
      ownFactors.requireVerified(request);
      const { id } = request.actor.user;
      await limits.countCheck(request.caller);
      const setup = await totp.find(id, 'setup');
      if (!setup) throw await noSetup({ totp }, id);
      const { sealed_secret: sealed, now: readAt } = setup;
      const step = matchingStep(totpSecrets.open(sealed, id) ?? '', code, readAt);
      if (step === null) throw new AppError('SECOND_FACTOR_INVALID');
      return ownFactors.add(request, 'totp', async (repositories) => {
        if (!(await repositories.totp.enable(id, { step, readAt }))) throw await noSetup(repositories, id);
        return { recoveryCodes: await renewCodes(repositories, id) };
      });
    },

    disable(request: ActorRequest): Promise<{ ok: true }> {
      return ownFactors.remove(request, 'totp', (repositories) =>
        repositories.totp.delete(request.actor.user.id),
      );
    },

    /** The old codes count no more. Without a factor there is nothing that they could stand in for. */
    async renewRecoveryCodes({ actor, caller }: ActorRequest): Promise<{ recoveryCodes: string[] }> {
      const { sessionId, user } = actor;
      await limits.countCheck(caller);
      return inTransaction(async (repositories) => {
        await ownSession.lockOwner(repositories, actor);
        if (!hasFactor(await repositories.factors.count(user.id))) throw new AppError('NOT_FOUND');
        const event = { event: 'recovery-codes-renewed', userId: user.id, actorId: user.id } as const;
        await repositories.audit.insert({ ...event, sessionId, caller });
        return { recoveryCodes: await renewCodes(repositories, user.id) };
      });
    },
  };
}
