import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { createUsedChallengesRepository } from '#server/identity/factors/used-challenges.repository.ts';
import { test } from '#server/testing/fixtures.ts';

test('a used challenge is kept for an hour after its end, for a replica whose clock is behind', async ({
  server,
}) => {
  const usedChallenges = createUsedChallengesRepository(server.db);
  const use = async (endedAgo: string) => {
    const hash = randomBytes(32);
    await usedChallenges.insert(hash, new Date());
    await sql`update used_challenges set expires_at = now() - ${endedAgo}::interval
      where challenge_hash = ${hash}`.execute(server.db);
    return hash;
  };
  const [over, late] = [await use('61 minutes'), await use('59 minutes')];
  expect(await usedChallenges.deleteExpired(1000)).toBe(1);
  expect([await usedChallenges.exists(over), await usedChallenges.exists(late)]).toEqual([false, true]);
  expect(await usedChallenges.insert(late, new Date())).toBe(false);
});
