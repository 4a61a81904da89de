import { deviceName } from '#server/security/device-name.ts';
import type { SessionsRepository } from '#server/identity/sessions/sessions.repository.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

type LiveSession = Awaited<ReturnType<SessionsRepository['findLive']>>[number];

/** A living session, without saying whose it is; never a token. */
export function toSessionListItem(row: LiveSession): Omit<SessionListItem, 'current'> {
  return {
    id: row.id,
    device: deviceName(row.device_info),
    ip: row.ip_address,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    rememberMe: row.remember_me,
  };
}
