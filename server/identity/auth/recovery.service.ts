import type { AfterAnswer } from '#server/after-answer.ts';
import type { AnyRequest, Caller } from '#server/caller.ts';
import { isWithinLimit } from '#server/identity/limits/limits.rules.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { FoundLink, LinksService } from '#server/identity/links/links.service.ts';
import { endedByRecovery, maskedEmail } from '#server/identity/links/links.rules.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { PasswordsService } from '#server/identity/passwords/passwords.service.ts';
import type { UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction } from '#server/repositories.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'findCredentials'>;
  links: Pick<LinksService, 'find' | 'use'>;
  limits: Pick<LimitsService, 'countMailRequest' | 'countMailTo'>;
  passwords: Pick<PasswordsService, 'requireStrong' | 'beginReset'>;
  mail: Pick<MailService, 'queue' | 'queueLink' | 'requireOn'>;
  inTransaction: InTransaction;
  afterAnswer: AfterAnswer;
}

/** What anyone may do who holds a link of a mail, or asks for one. */
export function createRecoveryService(dependencies: Dependencies) {
  const { users, links, limits, passwords, mail, inTransaction, afterAnswer } = dependencies;

  /** Says nothing of whether an account has the address: it runs after the answer. */
  async function sendReset(email: string, caller: Caller): Promise<void> {
    const account = await users.findCredentials(email);
    if (!(await isWithinLimit(() => limits.countMailTo(email, caller))) || !account) return;
    const userId = account.id;
    await inTransaction(async (repositories) => {
      const user = await repositories.users.lock(userId);
      if (!user?.is_active) return;
      await repositories.audit.insert({ event: 'password-reset-requested', userId, caller });
      await mail.queueLink(repositories, {
        kind: 'reset-password',
        purpose: 'resetPassword',
        userId,
        to: user.email,
        caller,
      });
    });
  }

  async function setPassword(link: FoundLink, hash: string, caller: Caller): Promise<{ ok: true }> {
    return links.use(link, async (repositories, { id: userId, email, isVerified }) => {
      await repositories.accounts.resetPassword(userId, hash);
      if (!isVerified) {
        await repositories.addresses.updateAsVerified(userId);
        // Whoever registered the address before its owner may have added them.
        await repositories.factors.deleteAll(userId);
      }
      const ended = await repositories.sessionEndings.revokeAll(userId, 'password-reset');
      await repositories.devices.deleteAll(userId);
      await repositories.links.deleteOfUser(userId, endedByRecovery);
      const details = { endedSessions: ended.length };
      await repositories.audit.insert({ event: 'password-recovered', userId, caller, details });
      await mail.queue(repositories, { kind: 'password-changed', userId, to: email, caller });
      return { ok: true };
    });
  }

  return {
    /** Tells what a link would do, and uses nothing up. */
    async checkLink(request: AnyRequest, { token }: { token: string }) {
      const { purpose, email, expires_at: expiresAt } = await links.find(request, token);
      return { purpose, email: maskedEmail(email), expiresAt: expiresAt.toISOString() };
    },

    /** The same answer in the same time for every address. */
    async requestPasswordReset({ caller }: AnyRequest, { email }: { email: string }): Promise<{ ok: true }> {
      mail.requireOn();
      await limits.countMailRequest(caller);
      afterAnswer(() => sendReset(email, caller));
      return { ok: true };
    },

    /** Ends every session and forgets every device; a never verified address is verified by it. */
    async resetPassword(
      request: AnyRequest,
      { token, newPassword }: { token: string; newPassword: string },
    ): Promise<{ ok: true }> {
      const link = await links.find(request, token, 'resetPassword');
      const ownTexts = [link.user_email, link.username, link.full_name ?? undefined];
      await passwords.requireStrong(newPassword, ownTexts, 'newPassword');
      const slot = passwords.beginReset(request.caller);
      try {
        return await setPassword(link, await slot.hash(newPassword), request.caller);
      } finally {
        slot.release();
      }
    },
  };
}
