import type { Selectable } from 'kysely';
import type {
  AuditEvents,
  Avatars,
  FormerUsernames,
  KnownDevices,
  Links,
  Mails,
  Sessions,
} from '#server/db/schema.ts';
import type {
  ExportedAvatar,
  ExportedDevice,
  ExportedEvent,
  ExportedLink,
  ExportedMail,
  ExportedSession,
  FormerUsername,
} from '#shared/identity/account.ts';

/** A stored session without the hashes of its tokens. */
export type KeptSession = Omit<
  Selectable<Sessions>,
  'user_id' | 'refresh_token_hash' | 'previous_token_hash' | 'generation' | 'rotations' | 'rotations_reset_at'
>;

export type KeptEvent = Selectable<AuditEvents>;

export function toExportedSession(row: KeptSession): ExportedSession {
  return {
    id: row.id,
    channel: row.channel,
    rememberMe: row.remember_me,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    lastRotatedAt: row.rotated_at.toISOString(),
    reauthenticatedAt: row.reauthenticated_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
    endedAt: row.revoked_at?.toISOString() ?? null,
    endedBecause: row.revoked_reason,
    ip: row.ip_address,
    userAgent: row.device_info,
  };
}

export function toExportedDevice(
  row: Pick<Selectable<KnownDevices>, 'created_at' | 'last_used_at'>,
): ExportedDevice {
  return { knownSince: row.created_at.toISOString(), lastUsedAt: row.last_used_at.toISOString() };
}

/** Where an administrator sat who did it is not about the person. */
export function toExportedEvent(row: KeptEvent): ExportedEvent {
  const isOwn = row.actor_id === null || row.actor_id === row.user_id;
  return {
    id: row.id,
    event: row.event,
    at: row.occurred_at.toISOString(),
    sessionId: isOwn ? row.session_id : null,
    ip: isOwn ? row.ip_address : null,
    userAgent: isOwn ? row.device_info : null,
    requestId: row.request_id,
    details: row.details as ExportedEvent['details'],
  };
}

export function toExportedAvatar(row: Pick<Selectable<Avatars>, 'image' | 'created_at'>): ExportedAvatar {
  return { image: row.image.toString('base64'), setAt: row.created_at.toISOString() };
}

export function toFormerUsername(
  row: Pick<Selectable<FormerUsernames>, 'skeleton' | 'kept_until'>,
): FormerUsername {
  return { comparedAs: row.skeleton, keptUntil: row.kept_until.toISOString() };
}

/** A mail without its link, and without the words, which follow from its kind. */
export type KeptMail = Omit<
  Selectable<Mails>,
  'user_id' | 'details' | 'sealed_token' | 'tries' | 'next_try_at' | 'last_error'
>;

export function toExportedMail(row: KeptMail): ExportedMail {
  return {
    id: row.id,
    kind: row.kind,
    to: row.recipient,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    ip: row.ip_address,
    userAgent: row.device_info,
  };
}

export function toExportedLink(row: Omit<Selectable<Links>, 'user_id' | 'token_hash'>): ExportedLink {
  return {
    purpose: row.purpose,
    email: row.email,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  };
}
