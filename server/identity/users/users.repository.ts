import { sql, type ExpressionBuilder, type Selectable } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { prepare } from '#server/db/prepared.ts';
import { violatedConstraint } from '#server/db/postgres-errors.ts';
import type { DB, Users } from '#server/db/schema.ts';
import {
  deletedUntil,
  userColumns,
  userPermissions,
  type NewUser,
} from '#server/identity/users/user-columns.repository.ts';
import { canonicalEmail } from '#server/security/identifiers.ts';
import type { Locale } from '#shared/locales.ts';
import type { NumberFormat } from '#shared/number-formats.ts';
import type { Permission } from '#shared/permissions.ts';
import type { Theme } from '#shared/themes.ts';

export type UserRow = Omit<
  Selectable<Users>,
  | `canonical_${string}`
  | 'deleted_at'
  | 'hashed_password'
  | 'oauth_provider'
  | 'oauth_provider_id'
  | 'telegram_chat_id'
  | 'username_skeleton'
> & { permissions: Permission[] };

export interface Credentials {
  id: string;
  hashed_password: string;
  is_active: boolean;
  deleted_until: Date | null;
}

export interface LockedUser {
  id: string;
  email: string;
  email_verified_at: Date | null;
  is_active: boolean;
  deleted_at: Date | null;
}

interface ProfileChanges {
  fullName?: string | null | undefined;
  username?: string | undefined;
  locale?: Locale | undefined;
  theme?: Theme | undefined;
  timeZone?: string | undefined;
  baseCurrency?: string | undefined;
  numberFormat?: NumberFormat | undefined;
}

const credentials = ['id', 'hashed_password', 'is_active', deletedUntil.as('deleted_until')] as const;

const credentialsOf = (by: 'email' | 'username') =>
  prepare<{ name: string }, Credentials>((db, place) =>
    db
      .selectFrom('users')
      .select(credentials)
      .where(sameIdentifier(by, place('name'))),
  );
const credentialsBy = { email: credentialsOf('email'), username: credentialsOf('username') };

const updateLastLogin = prepare<{ userId: string; verifiedHash: string }, UserRow>((db, place) =>
  db
    .updateTable('users')
    .set({ last_login_at: sql`now()` })
    .where('id', '=', place('userId'))
    .where('hashed_password', '=', place('verifiedHash'))
    .where('is_active', '=', true)
    .returning(userColumns)
    .returning(userPermissions),
);

export type UsersRepository = ReturnType<typeof createUsersRepository>;

export function createUsersRepository(db: Database) {
  return {
    /** The account of an identifier. With an `@` it is an e-mail, since no username has one. */
    async findCredentials(identifier: string): Promise<Credentials | undefined> {
      const by = identifier.includes('@') ? 'email' : 'username';
      const name = by === 'email' ? (canonicalEmail(identifier) ?? identifier) : identifier;
      return (await credentialsBy[by](db, { name }))[0];
    },

    async findCredentialsById(id: string): Promise<Credentials | undefined> {
      return db.selectFrom('users').select(credentials).where('id', '=', id).executeTakeFirst();
    },

    /** Everything that is stored about a user but the password's hash. */
    async findKept(id: string) {
      return db
        .selectFrom('users')
        .select(userColumns)
        .select([userPermissions, 'oauth_provider', 'oauth_provider_id'])
        .select(sql<string | null>`telegram_chat_id::text`.as('telegram_chat_id'))
        .select(sql<Date>`now()`.as('now'))
        .where('id', '=', id)
        .executeTakeFirst();
    },

    /** Undefined when the password changed or the account was disabled since `verifiedHash` was read. */
    async updatePassword(id: string, verifiedHash: string, newHash: string): Promise<UserRow | undefined> {
      return db
        .updateTable('users')
        .set({ hashed_password: newHash })
        .where('id', '=', id)
        .where('hashed_password', '=', verifiedHash)
        .where('is_active', '=', true)
        .returning(userColumns)
        .returning(userPermissions)
        .executeTakeFirst();
    },

    /** Disables an account for good; a trigger ends its sessions. False when the password changed meanwhile. */
    async updateAsDeleted(id: string, verifiedHash: string): Promise<boolean> {
      const result = await db
        .updateTable('users')
        .set({ is_active: false, deleted_at: sql`now()` })
        .where('id', '=', id)
        .where('hashed_password', '=', verifiedHash)
        .where('is_active', '=', true)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    /** The account, locked until the transaction ends: links and addresses of a user change one at a time. */
    async lock(id: string): Promise<LockedUser | undefined> {
      return db
        .selectFrom('users')
        .select(['id', 'email', 'email_verified_at', 'is_active', 'deleted_at'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
    },

    async isTaken(by: 'email' | 'username', identifier: string): Promise<boolean> {
      const row = await db
        .selectFrom('users')
        .select('id')
        .where(sameIdentifier(by, identifier))
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Undefined when the e-mail or the username is taken. After `email-left` the transaction can only roll back. */
    async insert(user: NewUser): Promise<UserRow | 'email-left' | undefined> {
      try {
        return await db
          .insertInto('users')
          .values({
            id: user.id,
            email: user.email,
            username: user.username,
            full_name: user.fullName,
            hashed_password: user.hashedPassword,
            ...(user.hasSignedIn && { last_login_at: sql`now()` }),
            ...(user.locale && { locale: user.locale }),
            ...(user.role && { role: user.role }),
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning(userColumns)
          .returning(userPermissions)
          .executeTakeFirst();
      } catch (error) {
        if (violatedConstraint(error) === 'users_email_left_key') return 'email-left';
        throw error;
      }
    },

    /**
     * Records a sign-in and locks the user's row until the transaction ends. Undefined when the account was disabled or
     * its password changed since `verifiedHash` was read: no session may open then.
     */
    async updateLastLogin(userId: string, verifiedHash: string): Promise<UserRow | undefined> {
      return (await updateLastLogin(db, { userId, verifiedHash }))[0];
    },

    /** Undefined when `version` is no longer the row's. */
    async updateProfile(
      userId: string,
      version: number,
      changes: ProfileChanges,
    ): Promise<UserRow | 'username-taken' | undefined> {
      try {
        return await db
          .updateTable('users')
          .set({
            full_name: changes.fullName,
            username: changes.username,
            locale: changes.locale,
            theme: changes.theme,
            time_zone: changes.timeZone,
            base_currency: changes.baseCurrency,
            number_format: changes.numberFormat,
            version: sql`version + 1`,
          })
          .where('id', '=', userId)
          .where('version', '=', version)
          .returning(userColumns)
          .returning(userPermissions)
          .executeTakeFirst();
      } catch (error) {
        if (usernameConstraints.has(violatedConstraint(error))) return 'username-taken';
        throw error;
      }
    },
  };
}

/** Both mean a taken username: the same name, or one that looks the same to a reader. */
const usernameConstraints = new Set<unknown>(['users_username_key', 'users_username_skeleton_key']);

/** Written as the unique index is, so that PostgreSQL uses the index. */
function sameIdentifier(by: 'email' | 'username', identifier: string) {
  return ({ ref }: ExpressionBuilder<DB, 'users'>) =>
    sql<boolean>`canonical_identifier(${ref(by)}) = canonical_identifier(${identifier})`;
}
