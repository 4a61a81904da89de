import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPersonLines } from '#server/person-lines.ts';
import { createWorkQueue } from '#server/work-queue.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue whose tasks end when the test says so; `order` is whose have started. */
function startQueue(width: number) {
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const inTurn = createWorkQueue(createPersonLines(2), {
    width,
    maximumWaitMillis: 10_000,
    refuse: () => new Error('waited too long'),
  });
  return {
    order,
    come: (userId: string) =>
      inTurn(userId, () => {
        order.push(userId);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    async endOne(): Promise<void> {
      await vi.advanceTimersByTimeAsync(0);
      ends.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('one person has two readings running, also where more could run', async () => {
  const { order, come, endOne } = startQueue(4);
  const done = Promise.all(['ann', 'ann', 'ann', 'bob'].map(come));
  await vi.advanceTimersByTimeAsync(0);
  expect(order).toEqual(['ann', 'ann', 'bob']);
  for (let n = 0; n < 4; n += 1) await endOne();
  await done;
  expect(order).toEqual(['ann', 'ann', 'bob', 'ann']);
});

test('people take turns, whoever came first and with however much', async () => {
  const { order, come, endOne } = startQueue(1);
  const done = Promise.all(['ann', 'ann', 'ann', 'ann', 'bob', 'eve', 'bob'].map(come));
  for (let n = 0; n < 7; n += 1) await endOne();
  await done;
  expect(order).toEqual(['ann', 'ann', 'bob', 'eve', 'ann', 'bob', 'ann']);
});

test('a reading that waited ten seconds is refused, never starts, and leaves its line', async () => {
  const { order, come, endOne } = startQueue(1);
  const first = come('ann');
  const late = come('bob').catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await late).toBe('waited too long');
  const last = come('bob');
  await endOne();
  await endOne();
  await Promise.all([first, last]);
  expect(order).toEqual(['ann', 'bob']);
});
