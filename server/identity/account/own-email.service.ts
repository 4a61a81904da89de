import type { ActorRequest } from '#server/caller.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { InTransaction } from '#server/repositories.ts';

interface Dependencies {
  limits: Pick<LimitsService, 'countMailRequest' | 'countMailTo'>;
  mail: Pick<MailService, 'queueLink' | 'requireOn'>;
  inTransaction: InTransaction;
}

/** What a signed-in person does with their own address. */
export function createOwnEmailService({ limits, mail, inTransaction }: Dependencies) {
  return {
    /** Sends a link to the address; nothing when it is verified already. */
    async requestVerification({ actor, caller }: ActorRequest): Promise<{ ok: true }> {
      mail.requireOn();
      const { id: userId, email, emailVerified } = actor.user;
      if (emailVerified) return { ok: true };
      await limits.countMailRequest(caller);
      await limits.countMailTo(email, caller);
      await inTransaction(async (repositories) => {
        const user = await repositories.users.lock(userId);
        if (!user?.is_active || user.email_verified_at !== null) return;
        await mail.queueLink(repositories, {
          kind: 'verify-email',
          purpose: 'verifyEmail',
          userId,
          to: user.email,
        });
      });
      return { ok: true };
    },
  };
}
