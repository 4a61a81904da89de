import type { UserRow } from '#server/identity/users/users.repository.ts';
import type { User } from '#shared/identity/users.ts';

/** The public shape of a user. */
export function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    fullName: row.full_name,
    role: row.role,
    permissions: row.permissions,
    locale: row.locale,
    theme: row.theme,
    timeZone: row.time_zone,
    baseCurrency: row.base_currency,
    numberFormat: row.number_format,
    avatarUrl: row.avatar_url,
    isActive: row.is_active,
    emailVerified: row.email_verified_at !== null,
    maxChats: row.max_chats,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
  };
}
