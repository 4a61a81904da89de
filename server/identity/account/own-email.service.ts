import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { isWithinLimit } from '#server/identity/limits/limits.rules.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { LinksService } from '#server/identity/links/links.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { OwnSession } from '#server/identity/sessions/own-session.service.ts';
import type { UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction } from '#server/repositories.ts';
import { canonicalEmail } from '#server/security/identifiers.ts';

interface Dependencies {
  ownSession: OwnSession;
  users: Pick<UsersRepository, 'findCredentials'>;
  links: Pick<LinksService, 'make'>;
  limits: Pick<LimitsService, 'countMailRequest' | 'countMailTo'>;
  mail: Pick<MailService, 'queue' | 'queueLink' | 'requireOn'>;
  inTransaction: InTransaction;
}

/** What a signed-in person does with their own address. */
export function createOwnEmailService(dependencies: Dependencies) {
  const { ownSession, users, links, limits, mail, inTransaction } = dependencies;

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

    /** Sends a link to the new address, and a notice to the present one. Nothing changes yet, taken address or not. */
    async requestChange({ actor, caller }: ActorRequest, input: { newEmail: string }): Promise<{ ok: true }> {
      mail.requireOn();
      const userId = actor.user.id;
      const email = canonicalEmail(input.newEmail);
      if (email === null) throw new AppError('VALIDATION_FAILED', { fields: { newEmail: 'INVALID' } });
      await limits.countMailRequest(caller);
      await limits.countMailTo(userId, caller);
      // Silent, and as long for every address: by this limit and resets one could else tell a taken one.
      const kind = (await isOfAnother(users, email, userId)) ? 'mails-unsent' : 'mails-address';
      const isMailed = await isWithinLimit(() => limits.countMailTo(email, caller, kind));
      await inTransaction(async (repositories) => {
        const user = await ownSession.lockOwner(repositories, actor);
        if (user.email === email) return;
        const event = { event: 'email-change-requested', userId, actorId: userId } as const;
        await repositories.audit.insert({ ...event, sessionId: actor.sessionId, caller });
        const notice = { kind: 'email-change-requested', userId, to: user.email, caller } as const;
        await mail.queue(repositories, { ...notice, details: { email } });
        const purpose = 'confirmEmailChange';
        // A link that nobody gets takes as long as one that is mailed.
        if (!isMailed || (await isOfAnother(repositories.users, email, userId)))
          await links.make(repositories, purpose, { userId, email });
        else await mail.queueLink(repositories, { kind: 'confirm-email-change', purpose, userId, to: email });
      });
      return { ok: true };
    },
  };
}

/** One's own address in other letters is nobody else's. */
async function isOfAnother(
  users: Pick<UsersRepository, 'findCredentials'>,
  email: string,
  userId: string,
): Promise<boolean> {
  const account = await users.findCredentials(email);
  return account !== undefined && account.id !== userId;
}
