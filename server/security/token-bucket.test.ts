import { expect, test } from 'vitest';
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

test('a bucket refuses the call after the last token, and says when the next one comes', async () => {
  const { clock, take } = bucketsAt();
  expect(await takeMany(take, 100, 100)).toBe(100);
  expect(await take('somebody', 100)).toEqual({ isAllowed: false, retryAfterSeconds: 1 });
  clock.millis = 599;
  expect((await take('somebody', 100)).isAllowed).toBe(false);
  clock.millis = 601;
  expect(await take('somebody', 100)).toEqual({ isAllowed: true, retryAfterSeconds: 0 });
  expect((await take('somebody', 100)).isAllowed).toBe(false);
});

test('a bucket names the wait of a slow refill in whole seconds', async () => {
  const { take } = bucketsAt();
  await take('somebody', 1);
  expect(await take('somebody', 1)).toEqual({ isAllowed: false, retryAfterSeconds: 60 });
});

test('a bucket does not count refused calls, and never holds more than its burst', async () => {
  const { clock, take } = bucketsAt();
  await takeMany(take, 100, 100);
  for (clock.millis = 100; clock.millis < 600; clock.millis += 100) await take('somebody', 100);
  clock.millis = 30_000;
  expect(await takeMany(take, 100, 100)).toBe(50);
  clock.millis = 3_600_000;
  expect(await takeMany(take, 300, 100)).toBe(100);
});

const own = { key: 'own', perMinute: 4 };
const shared = { key: 'shared', perMinute: 10 };

test('several buckets at once answer as the emptiest one does', async () => {
  const { takeAll } = bucketsAt();
  expect(await countAllowed(20, () => takeAll([own, shared]))).toBe(4);
  expect(await takeAll([own, shared])).toEqual({ isAllowed: false, retryAfterSeconds: 15 });
});

test('several buckets at once lose nothing where one of them is empty', async () => {
  const { takeAll } = bucketsAt();
  await countAllowed(50, () => takeAll([own, shared]));
  expect(await countAllowed(50, () => takeAll([shared]))).toBe(6);
  const other = { key: 'other', perMinute: 4 };
  await countAllowed(50, () => takeAll([other, shared]));
  expect(await countAllowed(50, () => takeAll([other]))).toBe(4);
});

test(
  'a flood of addresses costs each request the same, and is forgotten after a minute',
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

test('a flood of addresses evicts the buckets unused longest and never one in use', async () => {
  const { take } = bucketsAt(10);
  await take('unused', 2);
  for (let n = 0; n < 50; n += 1) {
    await take(`address ${n}`, 300);
    await take('somebody', 60);
  }
  expect(await takeMany(take, 60, 60)).toBe(10);
  expect(await countAllowed(5, () => take('unused', 2))).toBe(2);
});
