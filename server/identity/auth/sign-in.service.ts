import type { Caller } from '#server/caller.ts';
import { hasFactor } from '#server/identity/factors/factors.rules.ts';
import type { UseProof } from '#server/identity/factors/factor-proofs.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { SessionOpener, SignedIn } from '#server/identity/sessions/session-opener.service.ts';
import type { UserRow } from '#server/identity/users/users.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import type { FactorMethod } from '#shared/identity/factors.ts';

interface Dependencies {
  opener: Pick<SessionOpener, 'open'>;
  mail: Pick<MailService, 'queueLink'>;
  inTransaction: InTransaction;
}

interface Opening {
  readonly event: 'registered' | 'signed-in';
  readonly rememberMe: boolean;
  readonly caller: Caller;
  /** What was shown beside the password, or in its place. */
  readonly factor?: FactorMethod;
}

/** Who has shown what: the hash that still has to be the stored one when the session opens. */
export interface Entrant {
  readonly userId: string;
  readonly verifiedHash: string;
}

/** Undoes the transaction of a sign-in that needs a second factor: nothing of it may stay. */
class SecondFactorDemand extends Error {
  override name = 'SecondFactorDemand';
}

export type SignIn = ReturnType<typeof createSignIn>;

/** Opens sessions, in one transaction with their audit event and their mail. */
export function createSignIn({ opener, mail, inTransaction }: Dependencies) {
  async function sendVerification(
    repositories: Repositories,
    { id: userId, email: to }: UserRow,
  ): Promise<void> {
    await mail.queueLink(repositories, { kind: 'verify-email', purpose: 'verifyEmail', userId, to });
  }

  async function openAndRecord(
    repositories: Repositories,
    user: UserRow,
    { event, factor, ...opening }: Opening,
  ): Promise<SignedIn> {
    const signedIn = await opener.open(repositories, user, opening);
    const { id: userId } = user;
    const { caller } = opening;
    const isNewDevice = event === 'signed-in' && signedIn.isNewDevice;
    await repositories.audit.insert({
      event,
      userId,
      actorId: userId,
      sessionId: signedIn.sessionId,
      caller,
      details: { ...(isNewDevice && { device: 'new' }), ...(factor && { factor }) },
    });
    const to = user.email;
    if (event === 'registered') await sendVerification(repositories, user);
    else if (isNewDevice)
      await mail.queueLink(repositories, { kind: 'new-device', purpose: 'reportSignIn', userId, to, caller });
    return signedIn;
  }

  return {
    openAndRecord,
    sendVerification,

    /**
     * By the password alone; `second-factor` when there is one. Undefined when the password changed or the account was
     * disabled since the check. Factors are read under the lock, so that none is added or removed meanwhile.
     */
    async byPassword(
      { userId, verifiedHash }: Entrant,
      opening: Omit<Opening, 'event'>,
    ): Promise<SignedIn | 'second-factor' | undefined> {
      try {
        return await inTransaction(async (repositories) => {
          const user = await repositories.users.updateLastLogin(userId, verifiedHash);
          if (!user) return undefined;
          if (hasFactor(await repositories.factors.count(userId))) throw new SecondFactorDemand();
          return openAndRecord(repositories, user, { event: 'signed-in', ...opening });
        });
      } catch (error) {
        if (error instanceof SecondFactorDemand) return 'second-factor';
        throw error;
      }
    },

    /** By a factor too, which is used up with it; undefined as above. */
    async byFactor(
      { userId, verifiedHash }: Entrant,
      opening: Omit<Opening, 'event'>,
      use: UseProof,
    ): Promise<SignedIn | undefined> {
      return inTransaction(async (repositories) => {
        const user = await repositories.users.updateLastLogin(userId, verifiedHash);
        if (!user) return undefined;
        await use(repositories, user.email);
        return openAndRecord(repositories, user, { event: 'signed-in', ...opening });
      });
    },
  };
}
