import { describe, expect, test } from 'vitest';
import { createMemoryBuckets, type TakeTokens } from '#server/security/token-bucket.ts';

/** Buckets under a clock that the test moves. */
function bucketsAt(mostBuckets?: number) {
  const clock = { millis: 0 };
  const now = () => clock.millis;
  const takeAll = createMemoryBuckets(mostBuckets === undefined ? { now } : { now, mostBuckets });
  const take = (key: string, perMinute: number) => takeAll([{ key, perMinute }]);
  return { clock, take, takeAll };
}

async function countAllowed(count: number, take: () => ReturnType<TakeTokens>) {
  const answers = await Promise.all(Array.from({ length: count }, take));
  return answers.filter(({ isAllowed }) => isAllowed).length;
}

function takeMany(take: ReturnType<typeof bucketsAt>['take'], count: number, perMinute: number) {
  return countAllowed(count, () => take('somebody', perMinute));
}

describe('a bucket', () => {
  test('refuses the call after the last token, and says when the next one comes', async () => {
    const { clock, take } = bucketsAt();
    expect(await takeMany(take, 100, 100)).toBe(100);
    expect(await take('somebody', 100)).toEqual({ isAllowed: false, retryAfterSeconds: 1 });
    clock.millis = 599;
    expect((await take('somebody', 100)).isAllowed).toBe(false);
    clock.millis = 601;
    expect(await take('somebody', 100)).toEqual({ isAllowed: true, retryAfterSeconds: 0 });
    expect((await take('somebody', 100)).isAllowed).toBe(false);
  });

  test('names the wait of a slow refill in whole seconds', async () => {
    const { take } = bucketsAt();
    await take('somebody', 1);
    expect(await take('somebody', 1)).toEqual({ isAllowed: false, retryAfterSeconds: 60 });
  });

  test('is not held down by refused calls, and never holds more than its burst', async () => {
    const { clock, take } = bucketsAt();
    await takeMany(take, 100, 100);
    for (clock.millis = 100; clock.millis < 600; clock.millis += 100) await take('somebody', 100);
    clock.millis = 30_000;
    expect(await takeMany(take, 100, 100)).toBe(50);
    clock.millis = 3_600_000;
    expect(await takeMany(take, 300, 100)).toBe(100);
  });
});

describe('several buckets at once', () => {
  const own = { key: 'own', perMinute: 4 };
  const shared = { key: 'shared', perMinute: 10 };

  test('answer as the emptiest one does', async () => {
    const { takeAll } = bucketsAt();
    expect(await countAllowed(20, () => takeAll([own, shared]))).toBe(4);
    expect(await takeAll([own, shared])).toEqual({ isAllowed: false, retryAfterSeconds: 15 });
  });

  test('lose nothing where one of them is empty, whichever it is', async () => {
    const { takeAll } = bucketsAt();
    await countAllowed(50, () => takeAll([own, shared]));
    expect(await countAllowed(50, () => takeAll([shared]))).toBe(6);
    const other = { key: 'other', perMinute: 4 };
    await countAllowed(50, () => takeAll([other, shared]));
    expect(await countAllowed(50, () => takeAll([other]))).toBe(4);
  });
});

describe('a flood of addresses', () => {
  test(
    'costs each request the same, and is forgotten when its minute is over',
    { timeout: 10_000 },
    async () => {
      const { clock, take } = bucketsAt();
      const startedAt = performance.now();
      for (let n = 0; n < 60_000; n += 1) await take(`address ${n}`, 300);
      expect(performance.now() - startedAt).toBeLessThan(3000);
      await takeMany(take, 100, 100);
      clock.millis = 60_000;
      await take('another', 100);
      expect(await takeMany(take, 200, 100)).toBe(100);
    },
  );

  test('pushes out the buckets unused longest and never one that is in use', async () => {
    const { take } = bucketsAt(10);
    await take('unused', 2);
    for (let n = 0; n < 50; n += 1) {
      await take(`address ${n}`, 300);
      await take('somebody', 60);
    }
    expect(await takeMany(take, 60, 60)).toBe(10);
    expect(await countAllowed(5, () => take('unused', 2))).toBe(2);
  });
});
