import type { AnyRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { isOutboxOpen, type MailMode } from '#server/identity/mail/mail.rules.ts';
import { writeMail } from '#server/identity/mail/mail.presenter.ts';
import type { MailRow, MailsRepository } from '#server/identity/mail/mails.repository.ts';
import type { Sealing } from '#server/security/sealing.ts';
import { outboxMaximum, type OutboxMail } from '#shared/identity/mail.ts';

interface Dependencies {
  mode: MailMode;
  mails: Pick<MailsRepository, 'findNewest'>;
  mailTokens: Pick<Sealing, 'open'>;
  appOrigin: string;
}

/** Shows the mails of a server that sends none to whoever sits at its machine. */
export function createOutboxService({ mode, mails, mailTokens, appOrigin }: Dependencies) {
  function toOutboxMail(row: MailRow): OutboxMail {
    const token = row.sealed_token && mailTokens.open(row.sealed_token, row.id);
    return {
      id: row.id,
      kind: row.kind,
      to: row.recipient,
      createdAt: row.created_at.toISOString(),
      ...writeMail(row, appOrigin, token),
    };
  }

  return {
    async list({ caller }: AnyRequest): Promise<OutboxMail[]> {
      if (!isOutboxOpen(mode, caller)) throw new AppError('NOT_FOUND');
      return (await mails.findNewest(outboxMaximum)).map(toOutboxMail);
    },
  };
}
