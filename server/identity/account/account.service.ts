import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { whileHashHolds } from '#server/identity/passwords/passwords.rules.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { PasswordsService } from '#server/identity/passwords/passwords.service.ts';
import type { SessionOpener } from '#server/identity/sessions/session-opener.service.ts';
import type { OwnPassword } from '#server/identity/users/own-password.service.ts';
import type { InTransaction } from '#server/repositories.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import type { SessionTokens } from '#server/security/session-tokens.ts';
import type { ChangePasswordInput } from '#shared/identity/account.ts';

interface Dependencies {
  ownPassword: OwnPassword;
  opener: SessionOpener;
  passwords: Pick<PasswordsService, 'requireStrong'>;
  mail: Pick<MailService, 'queue' | 'queueLink'>;
  inTransaction: InTransaction;
}

interface ChangedPassword {
  readonly endedSessions: number;
  readonly tokens: SessionTokens;
  /** Set for a caller that holds its tokens itself. */
  readonly deviceToken?: string;
}

/** What a signed-in person does with the password given again: change it, or delete the account. */
export function createAccountService(dependencies: Dependencies) {
  const { ownPassword, opener, passwords, mail, inTransaction } = dependencies;

  /** Undefined when the stored hash has changed since it was verified. */
  async function replacePassword(
    { actor, caller }: ActorRequest,
    hashes: { verified: string; next: string },
  ) {
    const userId = actor.user.id;
    return inTransaction(async (repositories): Promise<ChangedPassword | undefined> => {
      const user = await repositories.users.updatePassword(userId, hashes.verified, hashes.next);
      if (!user) return undefined;
      const ended = await repositories.sessionEndings.revokeAll(userId, 'password-changed');
      await repositories.devices.deleteOthers(userId, caller.credentials.deviceTokens.map(deviceTokenHash));
      const own = ended.find(({ id }) => id === actor.sessionId);
      if (!own) throw new AppError('UNAUTHENTICATED');
      const { expires_at: expiresAt, remember_me: rememberMe } = own;
      const reopening = { rememberMe, expiresAt, caller };
      const { sessionId, ...reopened } = await opener.reopen(repositories, user, reopening);
      const endedSessions = ended.length - 1;
      const event = { event: 'password-changed', userId, actorId: userId, sessionId } as const;
      await repositories.audit.insert({ ...event, caller, details: { endedSessions } });
      await repositories.links.deleteOfUser(userId, ['resetPassword', 'reportSignIn']);
      await mail.queue(repositories, { kind: 'password-changed', userId, to: user.email, caller });
      return { endedSessions, ...reopened };
    });
  }

  /** Undefined when the stored hash has changed since it was verified. */
  async function remove({ actor, caller }: ActorRequest, verified: string) {
    const userId = actor.user.id;
    return inTransaction(async (repositories): Promise<{ ok: true } | undefined> => {
      const { accounts, users, audit, links } = repositories;
      if (await accounts.isLastActiveAdmin(userId)) throw new AppError('LAST_ADMIN');
      if (!(await users.updateAsDeleted(userId, verified))) return undefined;
      const event = { event: 'account-deleted', userId, actorId: userId } as const;
      await audit.insert({ ...event, sessionId: actor.sessionId, caller });
      // Whoever took the account by another address must not have the only link that brings it back.
      const alsoTo = await links.findLeftEmails(userId);
      const { email: to } = actor.user;
      const notice = {
        kind: 'account-deleted',
        purpose: 'undoDeletion',
        userId,
        to,
        alsoTo,
        caller,
      } as const;
      await mail.queueLink(repositories, notice);
      return { ok: true };
    });
  }

  return {
    /** Ends every session. This one continues under a new id with new tokens and its old end. */
    async changePassword(request: ActorRequest, input: ChangePasswordInput): Promise<ChangedPassword> {
      if (input.newPassword === input.currentPassword)
        throw new AppError('VALIDATION_FAILED', { fields: { newPassword: 'INVALID' } });
      const { email, username, fullName } = request.actor.user;
      const ownTexts = [email, username, fullName ?? undefined];
      await passwords.requireStrong(input.newPassword, ownTexts, 'newPassword');
      const current = { password: input.currentPassword, field: 'currentPassword' };
      return whileHashHolds(() =>
        ownPassword.verified(request, current, async ({ hash, check }) =>
          replacePassword(request, { verified: hash, next: await check.hash(input.newPassword) }),
        ),
      );
    },

    /** Disables the account and ends its sessions at once; the row stays until it is purged. */
    async delete(request: ActorRequest, { password }: { password: string }): Promise<{ ok: true }> {
      return whileHashHolds(() =>
        ownPassword.verified(request, { password, field: 'password' }, ({ hash }) => remove(request, hash)),
      );
    },
  };
}
