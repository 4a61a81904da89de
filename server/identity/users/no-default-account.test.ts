import { expect, test } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

test('a database that was just migrated knows nobody', async () => {
  const { url, drop } = await createTestDatabase();
  const db = createDatabase(url);
  expect(await db.selectFrom('users').select('id').execute()).toEqual([]);
  await db.destroy();
  await drop();
});
