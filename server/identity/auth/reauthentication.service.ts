import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { FactorProofs, UseProof } from '#server/identity/factors/factor-proofs.service.ts';
import type { PasskeyOptions } from '#server/identity/factors/passkey-options.service.ts';
import type { OwnPassword } from '#server/identity/users/own-password.service.ts';
import type { InTransaction } from '#server/repositories.ts';
import type { Reauthentication } from '#shared/identity/auth.ts';
import type { PasskeyRequestOptions } from '#shared/identity/factors.ts';

interface Dependencies {
  ownPassword: Pick<OwnPassword, 'verified'>;
  factorProofs: FactorProofs;
  passkeyOptions: Pick<PasskeyOptions, 'request'>;
  inTransaction: InTransaction;
}

/** A signed-in person shows again who they are, for calls that a stolen session alone must not make. */
export function createReauthentication(dependencies: Dependencies) {
  const { ownPassword, factorProofs, passkeyOptions, inTransaction } = dependencies;

  /** Nothing is allowed to a session that has ended meanwhile, by a change of password above all. */
  async function allow({ actor, caller }: ActorRequest, use?: UseProof): Promise<{ validUntil: string }> {
    const key = { userId: actor.user.id, sessionId: actor.sessionId };
    return inTransaction(async (repositories) => {
      if (use) {
        const user = await repositories.users.lock(key.userId);
        if (!user?.is_active) throw new AppError('UNAUTHENTICATED');
        await use(repositories, user.email);
      }
      const validUntil = await repositories.sessions.updateReauthenticated(key);
      if (!validUntil) throw new AppError('UNAUTHENTICATED');
      const event = { event: 'reauthenticated', actorId: key.userId } as const;
      await repositories.audit.insert({ ...event, ...key, caller });
      return { validUntil: validUntil.toISOString() };
    });
  }

  return {
    /** Allows sensitive calls for ten minutes. */
    async reauthenticate(request: ActorRequest, proof: Reauthentication): Promise<{ validUntil: string }> {
      if (!('method' in proof))
        return ownPassword.verified(request, { password: proof.password, field: 'password' }, () =>
          allow(request),
        );
      const { actor, caller } = request;
      const userId = actor.user.id;
      if (proof.method === 'totp')
        return factorProofs.withCode({ userId, caller }, proof, (use) => allow(request, use));
      const context = {
        purpose: 'reauthentication',
        holder: actor.sessionId,
        owner: userId,
        caller,
      } as const;
      return factorProofs.withPasskey(proof.response, context, (use) => allow(request, use));
    },

    /** What a browser is asked for a passkey of the signed-in person. */
    options({ actor }: ActorRequest): Promise<PasskeyRequestOptions> {
      const { sessionId: holder, user } = actor;
      return passkeyOptions.request({ purpose: 'reauthentication', holder, userId: user.id });
    },
  };
}
