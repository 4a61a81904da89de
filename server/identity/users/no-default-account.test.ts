import { expect, test } from 'vitest';
import { createDatabase } from '#server/db/database.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

test('a freshly migrated database holds no account', async () => {
  const { url, drop } = await createTestDatabase();
  const db = createDatabase(url);
  expect(await db.selectFrom('users').select('id').execute()).toEqual([]);
  await db.destroy();
  await drop();
});
