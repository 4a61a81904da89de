import { AppError, fieldError, unavailable } from '#server/errors/app-error.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import type { PasswordChecks } from '#server/identity/passwords/passwords.service.ts';
import type { RequireStrongPassword } from '#server/identity/passwords/passwords.rules.ts';
import type { Actor, Client } from '#server/caller.ts';
import type { SessionOpener } from '#server/identity/sessions/session-opener.service.ts';
import type { SessionTokens } from '#server/security/session-tokens.ts';
import { isLastActiveAdmin } from '#server/identity/users/last-admin.ts';
import type { UsersRepository } from '#server/identity/users/users.repository.ts';
import type { InTransaction } from '#server/repositories.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { canonicalForm } from '#server/security/identifiers.ts';
import type { PasswordWork } from '#server/security/passwords.ts';
import type { ChangePasswordInput } from '#shared/identity/account.ts';

/** A stored hash that was made anew meanwhile is checked again; the password itself has not changed then. */
const maximumVerifications = 3;

interface Dependencies {
  users: UsersRepository;
  audit: AuditRepository;
  opener: SessionOpener;
  passwordChecks: PasswordChecks;
  requireStrongPassword: RequireStrongPassword;
  inTransaction: InTransaction;
}

export interface ChangedPassword {
  readonly endedSessions: number;
  readonly tokens: SessionTokens;
  /** For a caller that holds its tokens itself. */
  readonly deviceToken?: string;
}

/** What a signed-in person does with the password in hand: change it, or leave. */
export function createAccountService(dependencies: Dependencies) {
  const { users, audit, opener, passwordChecks, requireStrongPassword, inTransaction } = dependencies;

  /** Goes on with the stored hash that the presented password was right for. */
  async function withVerified<Result>(
    actor: Actor,
    presented: { client: Client; field: string; password: string },
    goOn: (verified: string, work: PasswordWork) => Promise<Result>,
  ): Promise<Result> {
    const userId = actor.user.id;
    const { client, field, password } = presented;
    const account = await users.findCredentialsById(userId);
    // Disabled since this request came in: its session has ended with the account.
    if (!account?.is_active) throw new AppError('UNAUTHENTICATED');
    const stored = account.hashed_password;
    const claim = { account: canonicalForm(actor.user.email), userId, isSignedIn: true, client };
    return passwordChecks.check(claim, { password, stored }, async ({ isRight, work }) => {
      if (isRight) return goOn(stored, work);
      const event = { event: 'password-refused', userId, actorId: userId } as const;
      await audit.insert({ ...event, sessionId: actor.sessionId, client });
      throw fieldError('CURRENT_PASSWORD_INVALID', field);
    });
  }

  /** Undefined when the stored hash changed since it was verified. */
  async function replacePassword(actor: Actor, hashes: { verified: string; next: string }, client: Client) {
    const userId = actor.user.id;
    return inTransaction(async (repositories): Promise<ChangedPassword | undefined> => {
      const user = await repositories.users.updatePassword(userId, hashes.verified, hashes.next);
      if (!user) return undefined;
      const ended = await repositories.sessionEndings.revokeAll(userId, 'password-changed');
      await repositories.devices.deleteOthers(userId, client.deviceTokens.map(deviceTokenHash));
      const own = ended.find(({ id }) => id === actor.sessionId);
      if (!own) throw new AppError('UNAUTHENTICATED');
      const { expires_at: expiresAt, remember_me: rememberMe } = own;
      const { sessionId, ...reopened } = await opener.reopen(repositories, user, {
        rememberMe,
        expiresAt,
        client,
      });
      const endedSessions = ended.length - 1;
      const event = { event: 'password-changed', userId, actorId: userId, sessionId } as const;
      await repositories.audit.insert({ ...event, client, details: { endedSessions } });
      return { endedSessions, ...reopened };
    });
  }

  /** False when the stored hash changed since it was verified. */
  async function remove({ user: { id: userId }, sessionId }: Actor, verified: string, client: Client) {
    return inTransaction(async (repositories) => {
      if (await isLastActiveAdmin(repositories, userId)) throw new AppError('LAST_ADMIN');
      if (!(await repositories.users.updateAsDeleted(userId, verified))) return false;
      const event = { event: 'account-deleted', userId, actorId: userId } as const;
      await repositories.audit.insert({ ...event, sessionId, client });
      return true;
    });
  }

  return {
    /** Ends every session; this one goes on under a new id, new tokens and its old end. */
    async changePassword(actor: Actor, input: ChangePasswordInput, client: Client): Promise<ChangedPassword> {
      const { email, username, fullName } = actor.user;
      await requireStrongPassword(input.newPassword, [email, username, fullName ?? undefined], 'newPassword');
      for (let count = 0; count < maximumVerifications; count += 1) {
        const presented = { client, field: 'currentPassword', password: input.currentPassword };
        const changed = await withVerified(actor, presented, async (verified, work) => {
          const next = await work.hash(input.newPassword);
          return replacePassword(actor, { verified, next }, client);
        });
        if (changed) return changed;
      }
      throw unavailable(1);
    },

    /** Lets this session do for a while what asks for the password. One that a change of password ended meanwhile does nothing. */
    async reauthenticate(actor: Actor, password: string, client: Client): Promise<{ validUntil: string }> {
      return withVerified(actor, { client, field: 'password', password }, async () =>
        inTransaction(async ({ sessions, audit: written }) => {
          const { sessionId } = actor;
          const userId = actor.user.id;
          const validUntil = await sessions.updateReauthenticated({ userId, sessionId });
          if (!validUntil) throw new AppError('UNAUTHENTICATED');
          const event = { event: 'reauthenticated', userId, actorId: userId } as const;
          await written.insert({ ...event, sessionId, client });
          return { validUntil: validUntil.toISOString() };
        }),
      );
    },

    /** Disables the account and ends its sessions at once; the row stays until it is purged. */
    async delete(actor: Actor, password: string, client: Client): Promise<{ ok: true }> {
      for (let count = 0; count < maximumVerifications; count += 1) {
        const presented = { client, field: 'password', password };
        const isDeleted = await withVerified(actor, presented, (verified) => remove(actor, verified, client));
        if (isDeleted) return { ok: true };
      }
      throw unavailable(1);
    },
  };
}
