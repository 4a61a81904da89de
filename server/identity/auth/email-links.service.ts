import type { AnyRequest, Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { endedByRecovery } from '#server/identity/links/links.rules.ts';
import type { LinkOwner, LinksService } from '#server/identity/links/links.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { noPassword } from '#server/security/stored-hash.ts';

interface Dependencies {
  links: Pick<LinksService, 'find' | 'use'>;
  mail: Pick<MailService, 'queue' | 'queueLink'>;
}

interface Presented {
  readonly token: string;
}

/** What the links in mails do, but the one to a new password. Each is pressed by a person, never by a GET. */
export function createEmailLinksService({ links, mail }: Dependencies) {
  /**
   * Leaves the account to its mailbox alone. No session, device or other link remains, nor a factor added `since`.
   * No password opens it before the mailed link has set a new one.
   */
  async function lockDown(
    repositories: Repositories,
    { id: userId, isActive }: LinkOwner,
    { to, since }: { to: string; since: Date },
  ) {
    const ended = await repositories.sessionEndings.revokeAll(userId, 'password-reset');
    await repositories.devices.deleteAll(userId);
    await repositories.links.deleteOfUser(userId, endedByRecovery);
    await repositories.factors.deleteAddedSince(userId, since);
    await repositories.accounts.resetPassword(userId, noPassword);
    if (isActive)
      await mail.queueLink(repositories, { kind: 'reset-password', purpose: 'resetPassword', userId, to });
    return { endedSessions: ended.length };
  }

  /** Tells the former address, whose link undoes the change; what was on its way to that address ends. */
  async function leave(
    repositories: Repositories,
    { id: userId, email: former }: LinkOwner,
    { next, caller }: { next: string; caller: Caller },
  ) {
    await repositories.links.deleteOfUser(userId, ['verifyEmail', 'resetPassword', 'reportSignIn']);
    await mail.queueLink(repositories, {
      kind: 'email-changed',
      purpose: 'undoEmailChange',
      userId,
      to: former,
      caller,
      details: { email: next },
    });
  }

  return {
    async verifyEmail(request: AnyRequest, { token }: Presented): Promise<{ email: string }> {
      const link = await links.find(request, token, 'verifyEmail');
      return links.use(link, async (repositories, { id: userId, email }) => {
        await repositories.addresses.updateAsVerified(userId);
        await repositories.audit.insert({ event: 'email-verified', userId, caller: request.caller });
        return { email };
      });
    },

    /** The account moves to the address that the link went to; sessions stay. */
    async confirmEmailChange(request: AnyRequest, { token }: Presented): Promise<{ email: string }> {
      const link = await links.find(request, token, 'confirmEmailChange');
      return links.use(link, async (repositories, owner) => {
        const { email } = link;
        if (!(await repositories.addresses.updateEmail(owner.id, email))) throw new AppError('EMAIL_TAKEN');
        await leave(repositories, owner, { next: email, caller: request.caller });
        await repositories.audit.insert({ event: 'email-changed', userId: owner.id, caller: request.caller });
        return { email };
      });
    },

    /** Puts the former address back, and takes the account out of the hands of whoever changed it. */
    async undoEmailChange(request: AnyRequest, { token }: Presented): Promise<{ email: string }> {
      const link = await links.find(request, token, 'undoEmailChange');
      return links.use(link, async (repositories, owner, madeAt) => {
        const { email } = link;
        const userId = owner.id;
        await repositories.links.deleteUndoSince(userId, madeAt);
        if (!(await repositories.addresses.updateEmail(userId, email))) throw new AppError('EMAIL_TAKEN');
        await mail.queue(repositories, {
          kind: 'email-change-undone',
          userId,
          to: email,
          details: { email },
        });
        const details = await lockDown(repositories, owner, { to: email, since: madeAt });
        const { caller } = request;
        await repositories.audit.insert({ event: 'email-change-undone', userId, caller, details });
        return { email };
      });
    },

    /** Lifts a deletion within its days of grace, and signs nobody in. */
    async undoDeletion(request: AnyRequest, { token }: Presented): Promise<{ email: string }> {
      const link = await links.find(request, token, 'undoDeletion');
      return links.use(link, async (repositories, { id: userId, email }) => {
        if (!(await repositories.addresses.updateAsRestored(userId))) throw new AppError('LINK_INVALID');
        await repositories.audit.insert({ event: 'account-restored', userId, caller: request.caller });
        return { email };
      });
    },

    /** The owner did not sign in on that new device. */
    async reportSignIn(request: AnyRequest, { token }: Presented): Promise<{ email: string }> {
      const link = await links.find(request, token, 'reportSignIn');
      return links.use(link, async (repositories, owner, madeAt) => {
        const details = await lockDown(repositories, owner, { to: owner.email, since: madeAt });
        const event = { event: 'sign-in-reported', userId: owner.id, caller: request.caller } as const;
        await repositories.audit.insert({ ...event, details });
        return { email: owner.email };
      });
    },
  };
}
