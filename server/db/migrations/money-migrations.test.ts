import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { readAppliedMigrations } from '#server/db/migrations/history.ts';
import { migrateDown, migrateToLatest } from '#server/db/migrations/migrator.ts';
import { depositLegs, fillMoney, insertLeg } from '#server/testing/ledger-rows.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

/** The first that changes tables of money which others have made. */
const first = '0027';
const silent = () => undefined;

async function openFilled(): Promise<{ db: Database; url: string; userId: string }> {
  const { url, drop } = await createTestDatabase();
  const db = createDatabase(url);
  onTestFinished(async () => {
    await db.destroy();
    await drop();
  });
  const userId = randomUUID();
  await sql`insert into users (id, email, username, hashed_password)
    values (${userId}, 'p@example.org', 'p', 'x')`.execute(db);
  await fillMoney(db, userId);
  return { db, url, userId };
}

/** What is kept, but for what a migration made for itself. */
async function keptRows(db: Database): Promise<string[]> {
  const tables = ['transactions', 'transaction_legs', 'instruments', 'portfolios', 'prices', 'fx_rates'];
  const rows = tables.map(async (table) => {
    const kept = await sql<{ row: string }>`select (to_jsonb(kept) - 'leg_limit')::text as row
      from ${sql.table(table)} as kept`.execute(db);
    return kept.rows.map(({ row }) => `${table} ${row}`);
  });
  return (await Promise.all(rows)).flat().toSorted();
}

/** All that migrations make. */
async function catalogue(db: Database): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select pg_get_indexdef(indexrelid) as line from pg_index join pg_class on pg_class.oid = indrelid
      where relnamespace = current_schema()::regnamespace
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = current_schema()::regnamespace
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select pg_get_functiondef(pg_proc.oid) from pg_proc join pg_language on pg_language.oid = prolang
      where pronamespace = current_schema()::regnamespace and lanname in ('sql', 'plpgsql')
    union all select table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(column_default, '')
      from information_schema.columns where table_schema = current_schema()
    order by line`.execute(db);
  return rows.map(({ line }) => line);
}

async function addLeg(db: Database, userId: string): Promise<void> {
  const { rows } = await sql<{ id: string; portfolio_id: string }>`select id, portfolio_id from transactions
    where user_id = ${userId} and type = 'transfer_in' and voided_by is null`.execute(db);
  const { id: transactionId, portfolio_id: portfolioId } = rows[0]!;
  await insertLeg(db, { userId, portfolioId }, { ...depositLegs[0]!, transactionId, n: 2 });
}

it(
  'migrations of money are undone and applied again over what a person has',
  { timeout: 60_000 },
  async () => {
    const { db, url, userId } = await openFilled();
    const [rows, made] = [await keptRows(db), await catalogue(db)];
    expect(rows.length).toBeGreaterThan(10);
    const applied = await readAppliedMigrations(db);
    const names = applied.map(({ name }) => name).filter((name) => name >= first);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names.toReversed()) {
      await migrateDown(url, silent, { name });
      expect([name, await keptRows(db)]).toEqual([name, rows]);
      await expect(addLeg(db, userId)).rejects.toMatchObject({ constraint: 'ledger_append_only' });
    }
    expect(await migrateToLatest(url, silent)).toEqual(names);
    expect(await keptRows(db)).toEqual(rows);
    expect(await catalogue(db)).toEqual(made);
    await expect(addLeg(db, userId)).rejects.toMatchObject({ constraint: 'ledger_append_only' });
    await sql`delete from users where id = ${userId}`.execute(db);
    expect(await keptRows(db)).toEqual([]);
  },
);
