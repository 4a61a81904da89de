import { CommandError } from '#server/cli/command.ts';
import type { NewAuditEvent } from '#server/identity/audit/audit.repository.ts';
import { endedByRecovery } from '#server/identity/links/links.rules.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import type { MailKind } from '#shared/identity/mail.ts';

export type OperatorActs = ReturnType<typeof createOperatorActs>;

/** What the operator does to an account, each with its audit event, and its mail, in one transaction. */
export function createOperatorActs(inTransaction: InTransaction, mail: Pick<MailService, 'queue'>) {
  /** The mail names no device and no address: an operator has none. */
  async function tell(
    repositories: Repositories,
    told: { userId: string; kind: MailKind; details?: Record<string, string> },
  ): Promise<void> {
    const account = await repositories.accounts.findNames(told.userId);
    if (account) await mail.queue(repositories, { ...told, to: account.email });
  }

  return {
    /** False when it was disabled already. A trigger ends its sessions and forgets its devices. */
    async disable(userId: string): Promise<boolean> {
      return inTransaction(async (repositories) => {
        const { accounts, audit } = repositories;
        if (await accounts.isLastActiveAdmin(userId))
          throw new CommandError(
            'This is the last active administrator; make another one first. Nothing was changed',
          );
        await audit.attribute({ caller: operator('disable') });
        const isNew = await accounts.updateAsDisabled(userId);
        if (isNew) await tell(repositories, { userId, kind: 'account-disabled' });
        return isNew;
      });
    },

    /** False when it was active already. It restores no session and no device. */
    async enable(userId: string): Promise<boolean> {
      return inTransaction(async (repositories) => {
        const { accounts, audit } = repositories;
        await audit.attribute({ caller: operator('enable') });
        if (await accounts.updateAsEnabled(userId)) {
          await tell(repositories, { userId, kind: 'account-enabled' });
          return true;
        }
        const account = await accounts.find(userId);
        if (account && !account.deleted_at) return false;
        throw account ? new CommandError('Its owner deleted this account; nothing was changed') : noAccount();
      });
    },

    /** False when they were an administrator already. Sessions stay, because each request reads the role again. */
    async promote(userId: string): Promise<boolean> {
      return inTransaction(async (repositories) => {
        const { accounts, audit } = repositories;
        await audit.attribute({ caller: operator('promote') });
        if (await accounts.updateAsAdmin(userId)) {
          await tell(repositories, { userId, kind: 'role-changed', details: { role: 'admin' } });
          return true;
        }
        const account = await accounts.find(userId);
        if (!account) throw noAccount();
        if (!account.is_active)
          throw new CommandError('This account is disabled; enable it first. Nothing was changed');
        return false;
      });
    },

    /** Ends every living session and forgets every device; returns the number of sessions. */
    async signOut(userId: string): Promise<number> {
      return inTransaction(async (repositories) => {
        const { sessionEndings, devices, audit } = repositories;
        const { length: endedSessions } = await sessionEndings.revokeAll(userId, 'revoked');
        const forgottenDevices = await devices.deleteAll(userId);
        const event = { event: 'sessions-revoked', userId, caller: operator('sign-out') } as const;
        if (endedSessions + forgottenDevices === 0) return 0;
        await audit.insert({ ...event, details: { endedSessions } });
        if (endedSessions > 0) await tell(repositories, { userId, kind: 'sessions-ended' });
        return endedSessions;
      });
    },

    /** Removes every second factor, for a person who has lost them all. Returns their number; sessions stay. */
    async resetFactors(userId: string): Promise<number> {
      return inTransaction(async (repositories) => {
        const { users, factors, audit } = repositories;
        const user = await users.lock(userId);
        if (!user) throw noAccount();
        const removed = await factors.deleteAll(userId);
        const event = { event: 'factors-reset', userId, caller: operator('reset-factors') } as const;
        if (removed === 0) return 0;
        await audit.insert({ ...event, details: { factors: removed } });
        await tell(repositories, { userId, kind: 'factors-reset' });
        return removed;
      });
    },

    /** Also ends every session and link and forgets every device: a thief may have one. Returns the number of sessions. */
    async resetPassword(userId: string, newHash: string): Promise<number> {
      return inTransaction(async (repositories) => {
        const { accounts, sessionEndings, devices, links, audit } = repositories;
        if (!(await accounts.resetPassword(userId, newHash))) throw noAccount();
        await links.deleteOfUser(userId, endedByRecovery);
        const { length: endedSessions } = await sessionEndings.revokeAll(userId, 'password-reset');
        await devices.deleteAll(userId);
        const event = { event: 'password-reset', userId, caller: operator('reset-password') } as const;
        await audit.insert({ ...event, details: { endedSessions } });
        await tell(repositories, { userId, kind: 'password-changed' });
        return endedSessions;
      });
    },
  };
}

/** The message does not repeat what was typed: it may be a password. */
export function noAccount(): CommandError {
  return new CommandError('No account has this e-mail or username; nothing was changed');
}

/** An operator has no address and no device. No accepted X-Request-Id contains a colon and a space. */
export function operator(command: string): NewAuditEvent['caller'] {
  return { address: null, userAgent: undefined, requestId: `operator: ${command}` };
}
