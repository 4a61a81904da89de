import type { AfterAnswer } from '#server/after-answer.ts';
import type { Caller } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { LinksService } from '#server/identity/links/links.service.ts';
import { renewableLinks, type MailMode } from '#server/identity/mail/mail.rules.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import type { Sealing } from '#server/security/sealing.ts';
import type { LinkPurpose } from '#shared/identity/links.ts';
import type { MailKind } from '#shared/identity/mail.ts';

/** A mail to one user. `caller` is who caused it, where the mail tells of somebody's act. */
interface NewMail {
  readonly kind: MailKind;
  readonly userId: string;
  readonly to: string;
  readonly caller?: Pick<Caller, 'address' | 'userAgent'>;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** A mail with a button. Its link is about `email`, the recipient's address by default. */
interface NewLinkMail extends NewMail {
  readonly purpose: LinkPurpose;
  readonly email?: string;
  /** Who gets the same link too. */
  readonly alsoTo?: readonly string[];
}

/** A mail after its last try. */
export interface GivenUpMail extends NewMail {
  readonly id: string;
}

interface Dependencies {
  mode: MailMode;
  links: Pick<LinksService, 'make'>;
  mailTokens: Pick<Sealing, 'seal'>;
  afterAnswer: AfterAnswer;
  /** Begins to send what is due, so that a mail need not wait for the next round of the clock. */
  deliver: () => void;
}

export type MailService = ReturnType<typeof createMailService>;

/** Writes mails in the transaction of what they tell, so that neither exists without the other. */
export function createMailService({ mode, links, mailTokens, afterAnswer, deliver }: Dependencies) {
  async function insert(
    { mails }: Pick<Repositories, 'mails'>,
    mail: NewMail,
    token?: string,
  ): Promise<void> {
    const id = newId();
    await mails.insert({
      id,
      userId: mail.userId,
      kind: mail.kind,
      recipient: mail.to,
      ip: mail.caller?.address ?? null,
      device: mail.caller?.userAgent?.slice(0, 500) ?? null,
      details: mail.details ?? {},
      sealedToken: token === undefined ? null : mailTokens.seal(token, id),
    });
    // The transaction commits before the answer. Nothing waits for the sending itself.
    if (mode === 'smtp') afterAnswer(() => Promise.resolve(deliver()));
  }

  return {
    /** Refuses what cannot work without mails. */
    requireOn(): void {
      if (mode === 'off') throw new AppError('FEATURE_OFF');
    },

    /**
     * Queues a mail that was given up once more; false when another call did. A link that was forgotten is made anew.
     * The caller holds the lock on the user's row.
     */
    async retry(
      repositories: Pick<Repositories, 'mails' | 'links'>,
      { id, kind, userId, to }: GivenUpMail,
    ): Promise<boolean> {
      const link = renewableLinks[kind];
      const made = link && (await links.make(repositories, link.purpose, { ...link, userId, email: to }));
      const isQueued = await repositories.mails.updateAsQueued(
        id,
        made ? { sealedToken: mailTokens.seal(made.token, id), until: made.until } : undefined,
      );
      if (mode === 'smtp') afterAnswer(() => Promise.resolve(deliver()));
      return isQueued;
    },

    /** `token` is that of a link which the caller has made. */
    async queue(repositories: Pick<Repositories, 'mails'>, mail: NewMail, token?: string): Promise<void> {
      if (mode !== 'off') await insert(repositories, mail, token);
    },

    /** At most once a day, however many counters are full: the lock lets two of them take turns. */
    async tellOfGuessing(repositories: Pick<Repositories, 'mails' | 'users'>, userId: string): Promise<void> {
      if (mode === 'off') return;
      const user = await repositories.users.lock(userId);
      if (!user?.is_active || (await repositories.mails.existsToday(userId, 'sign-ins-guessed'))) return;
      await insert(repositories, { kind: 'sign-ins-guessed', userId, to: user.email });
    },

    /** Makes the link too; the caller holds the lock on the user's row. */
    async queueLink(repositories: Pick<Repositories, 'mails' | 'links'>, mail: NewLinkMail): Promise<void> {
      if (mode === 'off') return;
      const { userId, purpose, to, email = to, alsoTo = [], details } = mail;
      const { token, until } = await links.make(repositories, purpose, { userId, email });
      for (const recipient of new Set([to, ...alsoTo]))
        await insert(repositories, { ...mail, to: recipient, details: { email, until, ...details } }, token);
    },
  };
}
