import { deviceName } from '#server/security/device-name.ts';
import type { KeptEvent } from '#server/identity/account/data-export.presenter.ts';
import type { ActivityItem } from '#shared/identity/account.ts';
import type { AuditEvent } from '#shared/identity/audit.ts';

/** An event with what is known of its session. */
interface EventRow extends KeptEvent {
  session_device: string | null;
  revoked_reason: string | null;
}

/** Events that name the session they ended. */
const endings: ReadonlySet<AuditEvent> = new Set(['session-revoked', 'session-replaced', 'refresh-reused']);

export function toActivityItem(row: EventRow, ownSessionId: string): ActivityItem {
  const details = row.details as Readonly<Record<string, string | number>>;
  // Who reads this need not know where an administrator sits.
  const isByAdministrator = row.actor_id !== null && row.actor_id !== row.user_id;
  const ended = { device: deviceName(row.session_device), isOverLimit: row.revoked_reason === 'limit' };
  return {
    id: row.id,
    event: row.event,
    at: row.occurred_at.toISOString(),
    device: isByAdministrator ? null : deviceName(row.device_info),
    ip: isByAdministrator ? null : row.ip_address,
    isByAdministrator,
    isThisSession: row.session_id === ownSessionId,
    isNewDevice: details['device'] === 'new',
    ended: endings.has(row.event) ? ended : null,
    endedSessions: typeof details['endedSessions'] === 'number' ? details['endedSessions'] : null,
  };
}
