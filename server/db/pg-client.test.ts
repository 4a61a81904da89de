import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

test('a statement is prepared once on a connection, and another text is another statement', async () => {
  const database = await createTestDatabase();
  const db = createDatabase(database.url, { maxConnections: 1 });
  for (const id of ['a', 'b', 'c'])
    await db.selectFrom('users').select('id').where('username', '=', id).execute();
  await db.selectFrom('users').select('email').where('username', '=', 'a').execute();

  const { rows } = await sql<{ calls: string }>`
    select (generic_plans + custom_plans)::text as calls from pg_prepared_statements
    where statement like '%from "users"%' order by calls`.execute(db);
  await db.destroy();
  await database.drop();
  expect(rows.map(({ calls }) => calls)).toEqual(['1', '3']);
});
