import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createLimitsRepository, type LimitsRepository } from '#server/identity/limits/limits.repository.ts';
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

async function take(limits: LimitsRepository, key: Buffer) {
  const { taken } = await limits.takeAll([{ key, limit }]);
  return taken[0]!;
}

test('marking a hit of a past window changes nothing in the current one', async () => {
  const limits = createLimitsRepository(db);
  const key = randomBytes(32);
  const running = await take(limits, key);

  const isTold = await limits.markTold(key, new Date(running.resetsAt.getTime() - 15 * 60_000));

  expect(isTold).toBe(false);
  expect(await take(limits, key)).toMatchObject({ resetsAt: running.resetsAt, isTold: false, used: 2 });
});

test('of two callers that mark a hit of one window, only the first succeeds', async () => {
  const limits = createLimitsRepository(db);
  const key = randomBytes(32);
  const { resetsAt } = await take(limits, key);
  const told = await Promise.all([limits.markTold(key, resetsAt), limits.markTold(key, resetsAt)]);
  expect(told.toSorted()).toEqual([false, true]);
});
