import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { hasFactor, requireWayIn } from '#server/identity/factors/factors.rules.ts';
import type { MailMode } from '#server/identity/mail/mail.rules.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { OwnSession } from '#server/identity/sessions/own-session.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';

interface Dependencies {
  ownSession: OwnSession;
  inTransaction: InTransaction;
  mail: Pick<MailService, 'queue'>;
  mailMode: MailMode;
}

type Kind = 'totp' | 'passkey';

export type OwnFactors = ReturnType<typeof createOwnFactors>;

/** How factors of a signed-in person change: under the lock of the user's row, audited and told by mail. */
export function createOwnFactors({ ownSession, inTransaction, mail, mailMode }: Dependencies) {
  async function changed<Result>(
    { actor, caller }: ActorRequest,
    note: { event: 'factor-added' | 'factor-removed'; factor: Kind },
    act: (repositories: Repositories) => Promise<Result>,
  ): Promise<Result> {
    const { sessionId, user } = actor;
    const { event, factor } = note;
    return inTransaction(async (repositories) => {
      // A sign-in holds the same lock, so that it comes wholly before the change or wholly after it.
      const { email: to } = await ownSession.lockOwner(repositories, actor);
      const result = await act(repositories);
      const who = { userId: user.id, actorId: user.id, sessionId, caller };
      await repositories.audit.insert({ event, ...who, details: { factor } });
      await mail.queue(repositories, {
        kind: event,
        userId: user.id,
        to,
        caller,
        details: { factor },
      });
      return result;
    });
  }

  return {
    /** Else whoever registered an address first would keep a door to its owner's account. */
    requireVerified({ actor }: ActorRequest): void {
      if (mailMode !== 'off' && !actor.user.emailVerified) throw new AppError('EMAIL_UNVERIFIED');
    },

    add: <Result>(
      request: ActorRequest,
      factor: Kind,
      act: (repositories: Repositories) => Promise<Result>,
    ) => changed(request, { event: 'factor-added', factor }, act),

    /** NOT_FOUND when `remove` finds none. The recovery codes go with the last factor. */
    remove(request: ActorRequest, factor: Kind, remove: (repositories: Repositories) => Promise<boolean>) {
      const userId = request.actor.user.id;
      return changed(request, { event: 'factor-removed', factor }, async (repositories) => {
        if (!(await remove(repositories))) throw new AppError('NOT_FOUND');
        const left = await repositories.factors.count(userId);
        const account = await repositories.users.findCredentialsById(userId);
        requireWayIn(account?.hashed_password ?? '', left);
        if (!hasFactor(left)) await repositories.factors.replaceRecoveryCodes(userId, []);
        return { ok: true as const };
      });
    },
  };
}
