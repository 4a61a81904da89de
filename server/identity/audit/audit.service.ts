import type { AuditRepository } from '#server/identity/audit/audit.repository.ts';
import type { Actor } from '#server/caller.ts';
import { deviceName } from '#server/security/device-name.ts';
import { listedEventsMaximum, type ActivityItem } from '#shared/identity/account.ts';

export function createAuditService({ audit }: { audit: Pick<AuditRepository, 'findOfUser'> }) {
  return {
    /** What happened to the actor's own account lately. */
    async recentActivity(actor: Actor): Promise<ActivityItem[]> {
      const rows = await audit.findOfUser(actor.user.id, listedEventsMaximum);
      return rows.map((row) => ({
        id: row.id,
        event: row.event,
        at: row.occurred_at.toISOString(),
        device: deviceName(row.device_info),
        ip: row.ip_address,
        isThisSession: row.session_id === actor.sessionId,
      }));
    },
  };
}
