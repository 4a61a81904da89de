import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { violatedConstraint } from '#server/db/postgres-errors.ts';
import type { Portfolios } from '#server/db/schema.ts';

export type PortfolioRow = Omit<Selectable<Portfolios>, 'user_id'>;

/** A portfolio by its owner: the primary key begins with both. */
export interface PortfolioKey {
  readonly userId: string;
  readonly id: string;
}

const columns = [
  'id',
  'name',
  'account_type',
  'base_currency',
  'country',
  'cost_method',
  'is_sample',
  'is_archived',
  'version',
  'created_at',
] as const;

export type PortfoliosRepository = ReturnType<typeof createPortfoliosRepository>;

export function createPortfoliosRepository(db: Database) {
  return {
    /** The oldest first. */
    async findOfUser(userId: string, limit: number): Promise<PortfolioRow[]> {
      return db
        .selectFrom('portfolios')
        .select(columns)
        .where('user_id', '=', userId)
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute();
    },

    async find({ userId, id }: PortfolioKey): Promise<PortfolioRow | undefined> {
      return db
        .selectFrom('portfolios')
        .select(columns)
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst();
    },

    async countOfUser(userId: string): Promise<number> {
      const row = await db
        .selectFrom('portfolios')
        .where('user_id', '=', userId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow();
      return row.count;
    },

    async existsSample(userId: string): Promise<boolean> {
      const row = await db
        .selectFrom('portfolios')
        .select('id')
        .where('user_id', '=', userId)
        .where('is_sample', '=', true)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Undefined when the name is taken. */
    async insert(
      { userId, id }: PortfolioKey,
      row: Omit<Insertable<Portfolios>, 'user_id' | 'id'>,
    ): Promise<PortfolioRow | undefined> {
      return db
        .insertInto('portfolios')
        .values({ ...row, user_id: userId, id, created_at: sql`clock_timestamp()` })
        .onConflict((conflict) => conflict.doNothing())
        .returning(columns)
        .executeTakeFirst();
    },

    /** `taken` is about the name; the transaction can only roll back then. Undefined when there is none. */
    async update(
      { userId, id }: PortfolioKey,
      changes: Updateable<Portfolios>,
    ): Promise<PortfolioRow | 'taken' | undefined> {
      try {
        return await db
          .updateTable('portfolios')
          .set({ ...changes, version: sql`version + 1` })
          .where('user_id', '=', userId)
          .where('id', '=', id)
          .returning(columns)
          .executeTakeFirst();
      } catch (error) {
        if (violatedConstraint(error) === 'portfolios_name_key') return 'taken';
        throw error;
      }
    },

    /** All that was recorded in it goes along. */
    async delete({ userId, id }: PortfolioKey): Promise<void> {
      await db.deleteFrom('portfolios').where('user_id', '=', userId).where('id', '=', id).execute();
    },
  };
}
