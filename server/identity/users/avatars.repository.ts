import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { userColumns, userPermissions } from '#server/identity/users/user-columns.repository.ts';
import type { UserRow } from '#server/identity/users/users.repository.ts';

interface NewAvatar {
  readonly id: string;
  readonly userId: string;
  readonly image: Buffer;
}

export type AvatarsRepository = ReturnType<typeof createAvatarsRepository>;

/** Pictures of people, one each. Whoever changes one writes its address first, and so locks the user's row. */
export function createAvatarsRepository(db: Database) {
  return {
    /** Where the user's picture is read, or null; undefined when the account was disabled meanwhile. */
    async updateUrl(userId: string, url: string | null): Promise<UserRow | undefined> {
      return db
        .updateTable('users')
        .set({ avatar_url: url, version: sql`version + 1` })
        .where('id', '=', userId)
        .where('is_active', '=', true)
        .returning(userColumns)
        .returning(userPermissions)
        .executeTakeFirst();
    },

    /** A new picture takes the place of the older one, under an id of its own. */
    async upsert({ id, userId, image }: NewAvatar): Promise<void> {
      await db
        .insertInto('avatars')
        .values({ id, user_id: userId, image })
        .onConflict((conflict) =>
          conflict.column('user_id').doUpdateSet({ id, image, created_at: sql`now()` }),
        )
        .execute();
    },

    async delete(userId: string): Promise<void> {
      await db.deleteFrom('avatars').where('user_id', '=', userId).execute();
    },

    /** The picture behind an address; undefined when it was replaced, or its account is disabled or deleted. */
    async findImage(id: string): Promise<Buffer | undefined> {
      const row = await db
        .selectFrom('avatars')
        .innerJoin('users', 'users.id', 'avatars.user_id')
        .select('image')
        .where('avatars.id', '=', id)
        .where('users.is_active', '=', true)
        .executeTakeFirst();
      return row?.image;
    },

    async findOfUser(userId: string) {
      return db
        .selectFrom('avatars')
        .select(['image', 'created_at'])
        .where('user_id', '=', userId)
        .executeTakeFirst();
    },
  };
}
