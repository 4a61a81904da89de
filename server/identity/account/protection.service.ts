import type { ActorRequest } from '#server/caller.ts';
import { toActivityItem } from '#server/identity/account/activity.presenter.ts';
import { daysOfSignIns } from '#server/identity/account/protection.rules.ts';
import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import { deviceName } from '#server/security/device-name.ts';
import { alarmsMaximum, signInDays, type Protection } from '#shared/identity/account.ts';

interface Dependencies {
  audit: Pick<
    AuditRepository,
    'countSignInsOfUser' | 'findAlarmsOfUser' | 'findPasswordSetAt' | 'findSignInBefore'
  >;
}

export function createProtectionService({ audit }: Dependencies) {
  return {
    /** What the audit table says of how the actor's account is guarded and entered. */
    async read({ actor }: ActorRequest): Promise<Protection> {
      const { id, timeZone } = actor.user;
      const { now, password_set_at: passwordSetAt } = await audit.findPasswordSetAt(id);
      const previous = await audit.findSignInBefore(id, actor.sessionId);
      const alarms = await audit.findAlarmsOfUser(id, passwordSetAt, alarmsMaximum);
      // A day more than is shown: the first one begins up to a day earlier than the same hour.
      const quarters = await audit.countSignInsOfUser(id, signInDays + 1);
      return {
        passwordSetAt: passwordSetAt?.toISOString() ?? null,
        previousSignIn: previous
          ? {
              at: previous.occurred_at.toISOString(),
              device: deviceName(previous.device_info),
              ip: previous.ip_address,
            }
          : null,
        alarms: alarms.map((row) => toActivityItem(row, actor.sessionId)),
        days: daysOfSignIns(quarters, { count: signInDays, now, timeZone }),
      };
    },
  };
}
