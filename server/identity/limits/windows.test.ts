import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type Database } from '#server/db/database.ts';
import { createLimitsRepository, type LimitsRepository } from '#server/identity/limits/limits.repository.ts';
import { createTestDatabase } from '#server/testing/postgres.ts';

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

const wantedOf = (counts: readonly number[]) =>
  counts.map((count) => ({ key: randomBytes(32), limit: { count, minutes: 15 } }));

async function usedOf(keys: readonly { key: Buffer }[]): Promise<(number | undefined)[]> {
  const rows = await db.selectFrom('limit_counters').select(['key', 'used']).execute();
  return keys.map(({ key }) => rows.find((row) => row.key.equals(key))?.used);
}

/** The transactions that wrote the rows of a table as they are now. */
async function writersOf(table: 'limit_counters'): Promise<unknown> {
  return (await sql`select key, xmin::text from ${sql.table(table)} order by key`.execute(db)).rows;
}

test('a call that one full window refuses writes nothing, and is told which window it was', async () => {
  const limits = createLimitsRepository(db);
  const [wide, full, unused] = wantedOf([10, 1, 10]);
  await limits.takeAll([wide!, full!]);
  const before = await writersOf('limit_counters');

  const refused = await limits.takeAll([wide!, full!, unused!]);

  expect(refused).toMatchObject({ taken: [], full: { index: 1, isTold: false } });
  expect(refused.full!.secondsLeft).toBeGreaterThan(14 * 60);
  expect(await writersOf('limit_counters')).toEqual(before);
});

test.each([
  ['the last', [100, 100, 3]],
  ['the middle', [100, 3, 100]],
  ['the first', [3, 100, 100]],
])('of forty first calls at once as many get through as %s window has places', async (_which, counts) => {
  const limits = createLimitsRepository(db);
  const wanted = wantedOf(counts);

  const answers = await Promise.all(Array.from({ length: 40 }, () => limits.takeAll(wanted)));

  const fullOnes = new Set(answers.flatMap(({ full }) => (full ? [full.index] : [])));
  expect(answers.filter(({ taken }) => taken.length === 3)).toHaveLength(3);
  expect([...fullOnes]).toEqual([counts.indexOf(3)]);
  expect(await usedOf(wanted)).toEqual([3, 3, 3]);
});

test('callers that share only some windows wait for each other in no circle', async () => {
  const limits = createLimitsRepository(db);
  const [address, ...accounts] = wantedOf([1000, 5, 5, 5, 5]);
  const shared = wantedOf([1000])[0]!;

  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, n) => limits.takeAll([address!, accounts[n % accounts.length]!, shared])),
  );

  expect(answers.filter(({ taken }) => taken.length > 0)).toHaveLength(20);
  expect(await usedOf([address!, ...accounts, shared])).toEqual([20, 5, 5, 5, 5, 20]);
});

test('a window that is over begins anew with the next call, and its hit may be told again', async () => {
  const limits = createLimitsRepository(db);
  const wanted = wantedOf([1]);
  const [place] = (await limits.takeAll(wanted)).taken;
  await limits.markTold(wanted[0]!.key, place!.resetsAt);
  await db
    .updateTable('limit_counters')
    .set({ resets_at: sql`now()` })
    .where('key', '=', wanted[0]!.key)
    .execute();

  const { taken } = await limits.takeAll(wanted);

  expect(taken).toMatchObject([{ used: 1 }]);
  expect((await limits.takeAll(wanted)).full).toMatchObject({ isTold: false });
});

test('a right password forgets its own counter and gives one place of the other back, at once', async () => {
  const limits = createLimitsRepository(db);
  const [own, shared] = wantedOf([10, 10]);
  const lost = (await limits.takeAll([own!, shared!])).taken[1]!;
  await limits.takeAll([own!, shared!]);

  await limits.deleteAndRefund(own!.key, lost);

  expect(await usedOf([own!, shared!])).toEqual([undefined, 1]);
});

test('sign-ins of one account that count and forget at once end in no deadlock', async () => {
  const limits = createLimitsRepository(db);
  const [address, own, shared] = wantedOf([1000, 1000, 1000]);

  await Promise.all(
    Array.from({ length: 60 }, async () => {
      const { taken } = await limits.takeAll([address!, own!, shared!]);
      await limits.deleteAndRefund(own!.key, taken[2]!);
    }),
  );

  expect(await usedOf([address!, own!, shared!])).toEqual([60, undefined, 0]);
});

async function take(limits: LimitsRepository, key: Buffer) {
  const { taken } = await limits.takeAll([{ key, limit: { count: 10, minutes: 15 } }]);
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
