import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { toListedUser } from '#server/identity/admin/admin.presenter.ts';
import type { ListedUserRow } from '#server/identity/admin/admin-users.repository.ts';
import type { NewAuditEvent } from '#server/identity/audit/audit.repository.ts';
import type { LimitsService } from '#server/identity/limits/limits.service.ts';
import type { MailService } from '#server/identity/mail/mail.service.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import type { ListedUser } from '#shared/identity/admin.ts';
import type { AuditEvent } from '#shared/identity/audit.ts';
import type { MailKind } from '#shared/identity/mail.ts';
import type { Role } from '#shared/permissions.ts';

interface Dependencies {
  limits: Pick<LimitsService, 'countMailRequest' | 'countMailTo'>;
  mail: Pick<MailService, 'queue' | 'queueLink' | 'requireOn'>;
  inTransaction: InTransaction;
}

interface Target {
  readonly userId: string;
}

/**
 * What administrators do to users. Each act, its audit event and the mail to its user are one transaction. A mail does not say who did it or from where: that is for the audit alone.
 */
export function createAdminActsService({ limits, mail, inTransaction }: Dependencies) {
  /** Runs on the locked row. A deleted account answers like one that never was. */
  async function actOn<Result>(
    { userId }: Target,
    act: (repositories: Repositories, user: ListedUserRow) => Promise<Result>,
  ): Promise<Result> {
    return inTransaction(async (repositories) => act(repositories, await lock(repositories, userId)));
  }

  /** Takes a right or the account itself away. All active administrators are locked before the user, by everybody. */
  async function weaken<Result>(
    { userId }: Target,
    act: (repositories: Repositories, user: ListedUserRow) => Promise<Result>,
  ): Promise<Result> {
    return inTransaction(async (repositories) => {
      const isLast = await repositories.accounts.isLastActiveAdmin(userId);
      const user = await lock(repositories, userId);
      if (isLast) throw new AppError('LAST_ADMIN');
      return act(repositories, user);
    });
  }

  async function tell(
    repositories: Repositories,
    { id: userId, email: to }: ListedUserRow,
    told: { kind: MailKind; details?: Record<string, string> },
  ): Promise<void> {
    await mail.queue(repositories, { ...told, userId, to });
  }

  async function disable(request: ActorRequest, target: Target): Promise<ListedUser> {
    return weaken(target, async (repositories, user) => {
      await repositories.audit.attribute(attributionOf(request));
      if (await repositories.accounts.updateAsDisabled(user.id))
        await tell(repositories, user, { kind: 'account-disabled' });
      return toListedUser({ ...user, is_active: false });
    });
  }

  async function enable(request: ActorRequest, target: Target): Promise<ListedUser> {
    return actOn(target, async (repositories, user) => {
      await repositories.audit.attribute(attributionOf(request));
      if (await repositories.accounts.updateAsEnabled(user.id))
        await tell(repositories, user, { kind: 'account-enabled' });
      return toListedUser({ ...user, is_active: true });
    });
  }

  return {
    /** A trigger ends the sessions of whoever is disabled and forgets their devices; enabling revives none. */
    setActive(request: ActorRequest, { isActive, ...target }: Target & { isActive: boolean }) {
      return isActive ? enable(request, target) : disable(request, target);
    },

    /** Sessions stay: each request reads the role and its permissions again. */
    async setRole(request: ActorRequest, { role, ...target }: Target & { role: Role }): Promise<ListedUser> {
      const change = role === 'admin' ? actOn : weaken;
      return change(target, async (repositories, user) => {
        if (user.role === role) return toListedUser(user);
        await repositories.audit.attribute(attributionOf(request));
        const changed = await repositories.adminUsers.update(user.id, { role });
        await tell(repositories, user, { kind: 'role-changed', details: { role } });
        return toListedUser(changed);
      });
    },

    async setMaxChats(
      request: ActorRequest,
      { maxChats, ...target }: Target & { maxChats: number },
    ): Promise<ListedUser> {
      return actOn(target, async (repositories, user) => {
        if (user.max_chats === maxChats) return toListedUser(user);
        const details = { from: user.max_chats, to: maxChats };
        await repositories.audit.insert({ ...eventOf('max-chats-changed', request, user), details });
        return toListedUser(await repositories.adminUsers.update(user.id, { max_chats: maxChats }));
      });
    },

    /** Ends every session and forgets every device, as the operator's `sign-out` does. */
    async revokeSessions(request: ActorRequest, target: Target): Promise<{ endedSessions: number }> {
      return actOn(target, async (repositories, user) => {
        const { length: endedSessions } = await repositories.sessionEndings.revokeAll(user.id, 'revoked');
        const forgottenDevices = await repositories.devices.deleteAll(user.id);
        if (endedSessions + forgottenDevices === 0) return { endedSessions };
        const event = eventOf('sessions-revoked', request, user);
        await repositories.audit.insert({ ...event, details: { endedSessions } });
        if (endedSessions > 0) await tell(repositories, user, { kind: 'sessions-ended' });
        return { endedSessions };
      });
    },

    /** Mails a link to a new password to an active user; it counts as any such mail does. */
    async sendReset(request: ActorRequest, target: Target): Promise<{ ok: true }> {
      mail.requireOn();
      await limits.countMailRequest(request.caller);
      const email = await actOn(target, (_repositories, user) => Promise.resolve(user.email));
      await limits.countMailTo(email, request.caller);
      return actOn(target, async (repositories, user) => {
        // No link holds for a disabled account.
        if (!user.is_active) throw new AppError('NOT_FOUND');
        await repositories.audit.insert(eventOf('password-reset-requested', request, user));
        const link = { kind: 'reset-password', purpose: 'resetPassword' } as const;
        await mail.queueLink(repositories, { ...link, userId: user.id, to: user.email });
        return { ok: true };
      });
    },
  };
}

async function lock(
  { adminUsers }: Pick<Repositories, 'adminUsers'>,
  userId: string,
): Promise<ListedUserRow> {
  const user = await adminUsers.lock(userId);
  if (!user) throw new AppError('NOT_FOUND');
  return user;
}

function attributionOf({ actor, caller }: ActorRequest) {
  return { caller, actorId: actor.user.id, sessionId: actor.sessionId };
}

function eventOf(event: AuditEvent, request: ActorRequest, { id: userId }: ListedUserRow): NewAuditEvent {
  return { event, userId, ...attributionOf(request) };
}
