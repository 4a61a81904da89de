import { CommandError } from '#server/cli/command.ts';
import type { NewAuditEvent } from '#server/identity/audit/audit.repository.ts';
import type { InTransaction } from '#server/repositories.ts';

export type OperatorActs = ReturnType<typeof createOperatorActs>;

/** What the operator does to somebody's account: each with its audit event, in one transaction. */
export function createOperatorActs(inTransaction: InTransaction) {
  return {
    /** False when it was disabled already. Its sessions end with the flag and its devices are forgotten (a trigger). */
    async disable(userId: string): Promise<boolean> {
      return inTransaction(async ({ accounts, audit }) => {
        if (await accounts.isLastActiveAdmin(userId))
          throw new CommandError(
            'This is the last active administrator; make another one first. Nothing was changed',
          );
        await audit.attribute(operatorRequestId('disable'));
        return accounts.updateAsDisabled(userId);
      });
    },

    /** False when it was active already. No session and no device comes back by it. */
    async enable(userId: string): Promise<boolean> {
      return inTransaction(async ({ accounts, audit }) => {
        await audit.attribute(operatorRequestId('enable'));
        if (await accounts.updateAsEnabled(userId)) return true;
        const account = await accounts.find(userId);
        if (account && !account.deleted_at) return false;
        throw account ? new CommandError('Its owner deleted this account; nothing was changed') : noAccount();
      });
    },

    /** False when they were an administrator already. Sessions stay: each request reads the role anew. */
    async promote(userId: string): Promise<boolean> {
      return inTransaction(async ({ accounts, audit }) => {
        await audit.attribute(operatorRequestId('promote'));
        if (await accounts.updateAsAdmin(userId)) return true;
        const account = await accounts.find(userId);
        if (!account) throw noAccount();
        if (!account.is_active)
          throw new CommandError('This account is disabled; enable it first. Nothing was changed');
        return false;
      });
    },

    /** Ends every living session and forgets every device; how many sessions there were. */
    async signOut(userId: string): Promise<number> {
      return inTransaction(async ({ sessionEndings, devices, audit }) => {
        const { length: endedSessions } = await sessionEndings.revokeAll(userId, 'revoked');
        await devices.deleteAll(userId);
        const event = { event: 'sessions-revoked', userId, caller: operator('sign-out') } as const;
        if (endedSessions > 0) await audit.insert({ ...event, details: { endedSessions } });
        return endedSessions;
      });
    },

    /** Also ends every session, returning how many, and forgets every device: whoever has one may be a thief. */
    async resetPassword(userId: string, newHash: string): Promise<number> {
      return inTransaction(async ({ accounts, sessionEndings, devices, audit }) => {
        if (!(await accounts.resetPassword(userId, newHash))) throw noAccount();
        const { length: endedSessions } = await sessionEndings.revokeAll(userId, 'password-reset');
        await devices.deleteAll(userId);
        const event = { event: 'password-reset', userId, caller: operator('reset-password') } as const;
        await audit.insert({ ...event, details: { endedSessions } });
        return endedSessions;
      });
    },
  };
}

/** What was typed is not repeated: it may be a password. */
export function noAccount(): CommandError {
  return new CommandError('No account has this e-mail or username; nothing was changed');
}

/** Stands where a request's id does; with its colon and space no X-Request-Id that is accepted can pass for it. */
export function operatorRequestId(command: string): string {
  return `operator: ${command}`;
}

/** Nobody called from anywhere. */
export function operator(command: string): NewAuditEvent['caller'] {
  return { address: null, userAgent: undefined, requestId: operatorRequestId(command) };
}
