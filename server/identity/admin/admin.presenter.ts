import type { ListedUserRow } from '#server/identity/admin/admin-users.repository.ts';
import type { TrailRow } from '#server/identity/admin/audit-trail.repository.ts';
import { waysToRetry } from '#server/identity/mail/mail.rules.ts';
import type { ListedMailRow } from '#server/identity/mail/mails.repository.ts';
import { deviceName } from '#server/security/device-name.ts';
import type { AuditItem, ListedMail, ListedUser } from '#shared/identity/admin.ts';

/** A user as administrators see them. */
export function toListedUser(row: ListedUserRow): ListedUser {
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    fullName: row.full_name,
    avatarUrl: row.avatar_url,
    role: row.role,
    isActive: row.is_active,
    emailVerified: row.email_verified_at !== null,
    maxChats: row.max_chats,
    createdAt: row.created_at.toISOString(),
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
  };
}

export function toAuditItem(row: TrailRow): AuditItem {
  return {
    id: row.id,
    event: row.event,
    at: row.occurred_at.toISOString(),
    user: row.user_id === null ? null : { id: row.user_id, email: row.user_email },
    actor: row.actor_id === null ? null : { id: row.actor_id, email: row.actor_email },
    ip: row.ip_address,
    device: deviceName(row.device_info),
    sessionId: row.session_id,
    requestId: row.request_id,
    details: row.details as AuditItem['details'],
  };
}

export function toListedMail(row: ListedMailRow): ListedMail {
  return {
    id: row.id,
    kind: row.kind,
    userId: row.user_id,
    to: row.recipient,
    state: row.state,
    tries: row.tries,
    error: row.last_error,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    nextTryAt: row.state === 'queued' ? row.next_try_at.toISOString() : null,
    canRetry: row.state === 'failed' && waysToRetry(row.kind) !== 'none',
  };
}
