import { sql } from 'kysely';
import { deletedAccountDays } from '#shared/identity/retention.ts';
import type { Locale } from '#shared/locales.ts';
import { permissions, type Permission, type Role } from '#shared/permissions.ts';

/** The columns for everything but a password check; never the hash. Every query names the table `users`. */
export const userColumns = [
  'users.id',
  'users.email',
  'users.username',
  'users.full_name',
  'users.role',
  'users.is_active',
  'users.max_chats',
  'users.avatar_url',
  'users.locale',
  'users.theme',
  'users.time_zone',
  'users.base_currency',
  'users.number_format',
  'users.version',
  'users.email_verified_at',
  'users.created_at',
  'users.updated_at',
  'users.last_login_at',
] as const;

/** The permissions of the user's role, read now. Those that only a newer build knows are left out. */
export const userPermissions = sql<Permission[]>`array(select permission from permissions
  where permissions.role = users.role and permission in (${sql.join(permissions)}) order by permission)`.as(
  'permissions',
);

/** When the rows of a deleted account are erased; null for any other. */
export const deletedUntil = sql<Date | null>`(users.deleted_at + make_interval(days => ${sql.lit(deletedAccountDays)}))`;

/** What an account begins with; the columns that are not named have defaults. */
export interface NewUser {
  id: string;
  email: string;
  username: string;
  fullName: string | null;
  hashedPassword: string;
  /** False for an account that is made without a session. */
  hasSignedIn: boolean;
  locale?: Locale | undefined;
  role?: Role | undefined;
}
