import { sql } from 'kysely';
import { permissions, type Permission } from '#shared/permissions.ts';

/** What is read of a user everywhere but at a password check; never the hash. Every query names the table `users`. */
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
  'users.version',
  'users.email_verified_at',
  'users.created_at',
  'users.updated_at',
  'users.last_login_at',
] as const;

/** What the user's role may do, as the table says at this moment; what only a newer build knows is nothing here. */
export const userPermissions = sql<Permission[]>`array(select permission from permissions
  where permissions.role = users.role and permission in (${sql.join(permissions)}) order by permission)`.as(
  'permissions',
);
