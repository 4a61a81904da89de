import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { toListedMail } from '#server/identity/admin/admin.presenter.ts';
import { waysToRetry } from '#server/identity/mail/mail.rules.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { ListedMailRow, MailsRepository } from '#server/identity/mail/mails.repository.ts';
import type { LockedUser } from '#server/identity/users/users.repository.ts';
import type { InTransaction } from '#server/repositories.ts';
import {
  countedMaximum,
  listedMailsMaximum,
  type ListedMail,
  type ListMailsInput,
  type MailsPage,
} from '#shared/identity/admin.ts';

interface Dependencies {
  mails: Pick<MailsRepository, 'findPage' | 'find' | 'countFailed'>;
  mail: Pick<MailService, 'retry' | 'requireOn'>;
  inTransaction: InTransaction;
}

/** The mails of everybody on their way: to whom, and what became of them; never what they say. */
export function createAdminMailsService({ mails, mail, inTransaction }: Dependencies) {
  return {
    async list(input: ListMailsInput): Promise<MailsPage> {
      const found = await mails.findPage(listedMailsMaximum + 1, input?.state, input?.cursor);
      const items = found.slice(0, listedMailsMaximum).map(toListedMail);
      const nextCursor = found.length > listedMailsMaximum ? (items.at(-1)?.id ?? null) : null;
      return { items, nextCursor, failed: await mails.countFailed(countedMaximum) };
    },

    async countFailed(): Promise<{ failed: number }> {
      return { failed: await mails.countFailed(countedMaximum) };
    },

    /** Gives a mail that was given up all its tries again, with a new link where its own was forgotten. */
    async retry({ actor, caller }: ActorRequest, { id }: { id: string }): Promise<ListedMail> {
      mail.requireOn();
      return inTransaction(async (repositories) => {
        const found = await repositories.mails.find(id);
        const user = found && (await repositories.users.lock(found.user_id));
        if (!found || !user || found.state !== 'failed') throw new AppError('NOT_FOUND');
        requireSense(found, user);
        const given = { id, kind: found.kind, userId: user.id, to: found.recipient };
        if (!(await mail.retry(repositories, given))) throw new AppError('NOT_FOUND');
        const event = { event: 'mail-retried', userId: user.id, actorId: actor.user.id } as const;
        await repositories.audit.insert({
          ...event,
          sessionId: actor.sessionId,
          caller,
          details: { mail: id },
        });
        const row = await repositories.mails.find(id);
        return toListedMail(row ?? found);
      });
    },
  };
}

/** A new link goes to the address that the account has now, and only where it would do something. */
function requireSense({ kind, recipient }: ListedMailRow, user: LockedUser): void {
  const way = waysToRetry(kind);
  if (way === 'as-it-was') return;
  const isDone = kind === 'verify-email' && user.email_verified_at !== null;
  if (way === 'none' || !user.is_active || user.email !== recipient || isDone)
    throw new AppError('LINK_INVALID');
}
