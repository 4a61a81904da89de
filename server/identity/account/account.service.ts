import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { whileHashHolds } from '#server/identity/passwords/passwords.rules.ts';
import { endedByNewPassword } from '#server/identity/links/links.rules.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { PasswordsService } from '#server/identity/passwords/passwords.service.ts';
import type { SessionOpener } from '#server/identity/sessions/session-opener.service.ts';
import type { SessionsRepository } from '#server/identity/sessions/sessions.repository.ts';
import type { OwnPassword } from '#server/identity/users/own-password.service.ts';
import type { UserRow, UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import type { SessionTokens } from '#server/security/session-tokens.ts';
import type { ChangePasswordInput } from '#shared/identity/account.ts';

interface Dependencies {
  users: Pick<UsersRepository, 'findCredentialsById'>;
  sessions: Pick<SessionsRepository, 'findActor'>;
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

/** A session that the change of password has ended. */
type Ended = Awaited<ReturnType<Repositories['sessionEndings']['revokeAll']>>[number];

interface Change {
  readonly repositories: Repositories;
  readonly user: UserRow;
  /** The caller's own session, which has ended with the others. */
  readonly own: Ended;
}

/** What a signed-in person does with the password given again: change it, or delete the account. */
export function createAccountService(dependencies: Dependencies) {
  const { users, sessions, ownPassword, opener, passwords, mail, inTransaction } = dependencies;

  /** Ends every session of the person. Undefined when the stored hash has changed since it was verified. */
  async function replacePassword<Opened extends { sessionId: string } | null>(
    { actor, caller }: ActorRequest,
    hashes: { verified: string; next: string },
    goOn: (change: Change) => Promise<Opened>,
  ) {
    const userId = actor.user.id;
    return inTransaction(async (repositories) => {
      const user = await repositories.users.updatePassword(userId, hashes.verified, hashes.next);
      if (!user) return undefined;
      const ended = await repositories.sessionEndings.revokeAll(userId, 'password-changed');
      await repositories.devices.deleteOthers(userId, caller.credentials.deviceTokens.map(deviceTokenHash));
      const own = ended.find(({ id }) => id === actor.sessionId);
      if (!own) throw new AppError('UNAUTHENTICATED');
      const opened = await goOn({ repositories, user, own });
      const endedSessions = ended.length - (opened ? 1 : 0);
      const { sessionId } = opened ?? actor;
      const event = { event: 'password-changed', userId, actorId: userId, sessionId } as const;
      await repositories.audit.insert({ ...event, caller, details: { endedSessions } });
      await repositories.links.deleteOfUser(userId, endedByNewPassword);
      await mail.queue(repositories, { kind: 'password-changed', userId, to: user.email, caller });
      return { endedSessions, opened };
    });
  }

  async function change<Opened extends { sessionId: string } | null>(
    request: ActorRequest,
    input: ChangePasswordInput,
    goOn: (change: Change) => Promise<Opened>,
  ) {
    if (input.newPassword === input.currentPassword)
      throw new AppError('VALIDATION_FAILED', { fields: { newPassword: 'INVALID' } });
    const { email, username, fullName } = request.actor.user;
    const ownTexts = [email, username, fullName ?? undefined];
    await passwords.requireStrong(input.newPassword, ownTexts, 'newPassword');
    const current = { password: input.currentPassword, field: 'currentPassword' };
    return whileHashHolds(() =>
      ownPassword.verified(request, current, async ({ hash, check }) =>
        replacePassword(request, { verified: hash, next: await check.hash(input.newPassword) }, goOn),
      ),
    );
  }

  /** Undefined when the stored hash has changed since it was verified. */
  async function remove({ actor, caller }: ActorRequest, verified: string) {
    const userId = actor.user.id;
    return inTransaction(async (repositories): Promise<{ ok: true } | undefined> => {
      const { accounts, users: people, audit, links } = repositories;
      if (await accounts.isLastActiveAdmin(userId)) throw new AppError('LAST_ADMIN');
      if (!(await people.updateAsDeleted(userId, verified))) return undefined;
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
      const { caller } = request;
      const { endedSessions, opened } = await change(request, input, ({ repositories, user, own }) =>
        opener.reopen(repositories, user, {
          rememberMe: own.remember_me,
          expiresAt: own.expires_at,
          caller,
        }),
      );
      const { sessionId: _, ...reopened } = opened;
      return { endedSessions, ...reopened };
    },

    /** The same, and this session ends too: its owner signs in with the new password. */
    async changePasswordAndLeave(request: ActorRequest, input: ChangePasswordInput): Promise<void> {
      await change(request, input, () => Promise.resolve(null));
    },

    /** Disables the account and ends its sessions at once; the row stays until it is purged. */
    async delete(request: ActorRequest, { password }: { password: string }): Promise<{ ok: true }> {
      return whileHashHolds(() =>
        ownPassword.verified(request, { password, field: 'password' }, ({ hash }) => remove(request, hash)),
      );
    },

    /**
     * The same, for a session that has proved within ten minutes whose it is. The session is read after the hash. A
     * change of password in between has ended it; a later one changes the hash.
     */
    async deleteUnasked(request: ActorRequest): Promise<{ ok: true }> {
      const { user, sessionId } = request.actor;
      return whileHashHolds(async () => {
        const account = await users.findCredentialsById(user.id);
        const session = await sessions.findActor({ userId: user.id, sessionId });
        if (!account || !session?.is_live || !session.is_active) throw new AppError('UNAUTHENTICATED');
        if (!session.is_freshly_authenticated) throw new AppError('REAUTH_REQUIRED');
        return remove(request, account.hashed_password);
      });
    },
  };
}
