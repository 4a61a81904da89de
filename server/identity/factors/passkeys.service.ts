import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { FactorsRepository } from '#server/identity/factors/factors.repository.ts';
import { toFactors, toPasskey } from '#server/identity/factors/factors.presenter.ts';
import type { OwnFactors } from '#server/identity/factors/own-factors.service.ts';
import type { PasskeyOptions } from '#server/identity/factors/passkey-options.service.ts';
import type { PasskeysRepository } from '#server/identity/factors/passkeys.repository.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import { challengeHash, type Challenges } from '#server/security/challenges.ts';
import { newId } from '#server/security/identifiers.ts';
import { challengeOf, type NewPasskey, type PasskeyChecks } from '#server/security/passkeys.ts';
import {
  passkeysMaximum,
  type AddPasskeyInput,
  type Factors,
  type Passkey,
  type PasskeyAttestation,
  type PasskeyCreationOptions,
} from '#shared/identity/factors.ts';

interface Dependencies {
  factors: Pick<FactorsRepository, 'count'>;
  passkeys: Pick<PasskeysRepository, 'findOfUser' | 'updateName'>;
  ownFactors: OwnFactors;
  passkeyOptions: Pick<PasskeyOptions, 'creation'>;
  passkeyChecks: PasskeyChecks;
  limits: Pick<LimitsService, 'countCheck'>;
  challenges: Pick<Challenges, 'readPasskeyChallenge'>;
}

type CheckedPasskey = NewPasskey & { readonly challenge: { hash: Buffer; until: Date } };

/** The passkeys of a signed-in person, and the list of all their factors. */
export function createPasskeysService(dependencies: Dependencies) {
  const { factors, passkeys, ownFactors, passkeyChecks, limits, challenges } = dependencies;

  async function checked(response: PasskeyAttestation, sessionId: string): Promise<CheckedPasskey> {
    const challenge = challengeOf(response);
    const until =
      challenge === null ? null : challenges.readPasskeyChallenge(challenge, 'registration', sessionId);
    if (challenge === null || until === null) throw new AppError('CHALLENGE_EXPIRED');
    const passkey = await passkeyChecks.checkNew(response, challenge);
    if (!passkey) throw new AppError('PASSKEY_INVALID');
    return { ...passkey, challenge: { hash: challengeHash(challenge), until } };
  }

  return {
    async list({ actor }: ActorRequest): Promise<Factors> {
      const { id } = actor.user;
      return toFactors(await factors.count(id), await passkeys.findOfUser(id));
    },

    async begin(request: ActorRequest): Promise<PasskeyCreationOptions> {
      const { actor } = request;
      const options = await dependencies.passkeyOptions.creation(actor.user, actor.sessionId);
      ownFactors.requireVerified(request);
      if (options.excludeCredentials.length >= passkeysMaximum) throw new AppError('TOO_MANY_PASSKEYS');
      return options;
    },

    async add(request: ActorRequest, { name, response }: AddPasskeyInput): Promise<Passkey> {
      const { sessionId, user } = request.actor;
      if (passkeyChecks.relyingParty === null) throw new AppError('FEATURE_OFF');
      ownFactors.requireVerified(request);
      await limits.countCheck(request.caller);
      const { challenge, ...passkey } = await checked(response, sessionId);
      const transports = response.response.transports ?? [];
      return ownFactors.add(request, 'passkey', async (repositories) => {
        if (!(await repositories.usedChallenges.insert(challenge.hash, challenge.until)))
          throw new AppError('CHALLENGE_EXPIRED');
        const { passkeys: count } = await repositories.factors.count(user.id);
        if (count >= passkeysMaximum) throw new AppError('TOO_MANY_PASSKEYS');
        const row = await repositories.passkeys.insert({
          ...passkey,
          userId: user.id,
          id: newId(),
          name,
          transports,
        });
        if (!row) throw new AppError('PASSKEY_INVALID');
        return toPasskey(row);
      });
    },

    async rename({ actor }: ActorRequest, { id, name }: { id: string; name: string }): Promise<{ ok: true }> {
      if (!(await passkeys.updateName({ userId: actor.user.id, id }, name))) throw new AppError('NOT_FOUND');
      return { ok: true };
    },

    remove(request: ActorRequest, { id }: { id: string }): Promise<{ ok: true }> {
      const key = { userId: request.actor.user.id, id };
      return ownFactors.remove(request, 'passkey', (repositories) => repositories.passkeys.delete(key));
    },
  };
}
