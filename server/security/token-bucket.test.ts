import { describe, expect, test } from 'vitest';
import { createMemoryBuckets } from '#server/security/token-bucket.ts';

/** Buckets under a clock that the test moves. */
function bucketsAt() {
  const clock = { millis: 0 };
  return { clock, take: createMemoryBuckets(() => clock.millis) };
}

async function takeMany(take: ReturnType<typeof createMemoryBuckets>, count: number, perMinute: number) {
  const answers = await Promise.all(Array.from({ length: count }, () => take('somebody', perMinute)));
  return answers.filter(({ isAllowed }) => isAllowed).length;
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
});
