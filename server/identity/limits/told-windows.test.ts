import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createLimitsRepository } from '#server/identity/limits/limits.repository.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

const limit = { count: 10, minutes: 15 };
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

test('marking a hit of a past window changes nothing in the current one', async () => {
  const limits = createLimitsRepository(db);
  const key = randomBytes(32);
  const running = await limits.take(key, limit);
  const before = await limits.findWindow(key);

  const isTold = await limits.markTold(key, new Date(running!.resetsAt.getTime() - 15 * 60_000));

  expect(isTold).toBe(false);
  expect(await limits.findWindow(key)).toMatchObject({ resetsAt: before!.resetsAt, isTold: false });
  expect((await limits.take(key, limit))?.used).toBe(2);
});

test('of two callers that mark a hit of one window, only the first succeeds', async () => {
  const limits = createLimitsRepository(db);
  const key = randomBytes(32);
  const { resetsAt } = (await limits.take(key, limit))!;
  const told = await Promise.all([limits.markTold(key, resetsAt), limits.markTold(key, resetsAt)]);
  expect(told.toSorted()).toEqual([false, true]);
});
