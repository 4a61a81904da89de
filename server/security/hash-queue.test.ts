import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHashQueue } from '#server/security/hash-queue.ts';
import type { CallerClass } from '#server/security/hash-slots.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A queue of one at a time whose tasks end when the test says so; `order` is who has started. */
function startQueue(maximumWaitMillis = 5000) {
  const order: string[] = [];
  const ends: (() => void)[] = [];
  const inTurn = createHashQueue(1, maximumWaitMillis, () => new Error('waited too long'));
  return {
    order,
    come: (callerClass: CallerClass) =>
      inTurn(callerClass, () => {
        order.push(callerClass);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    async endOne(): Promise<void> {
      await vi.advanceTimersByTimeAsync(0);
      ends.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

test('the hash queue takes known callers first, then strangers and registrations in turn', async () => {
  const { order, come, endOne } = startQueue();
  const lines = ['registration', 'registration', 'registration', 'unknown', 'unknown', 'known'] as const;
  const done = Promise.all(lines.map(come));
  for (let n = 0; n < lines.length; n += 1) await endOne();
  await done;
  expect(order).toEqual(['registration', 'known', 'unknown', 'registration', 'unknown', 'registration']);
});

test('a failed task of the hash queue makes room for the next', async () => {
  const inTurn = createHashQueue(1, 5000, () => new Error('waited too long'));
  const failed = inTurn('known', () => Promise.reject(new Error('broken')));
  const next = inTurn('known', () => Promise.resolve('hashed'));
  await expect(failed).rejects.toThrow('broken');
  await expect(next).resolves.toBe('hashed');
});

test('a task that waited five seconds is refused, never starts, and leaves the hash queue', async () => {
  const { order, come, endOne } = startQueue();
  void come('unknown');
  const late = come('known').catch((error: Error) => error.message);
  await vi.advanceTimersByTimeAsync(4999);
  expect(order).toEqual(['unknown']);
  await vi.advanceTimersByTimeAsync(1);
  expect(await late).toBe('waited too long');
  const last = come('registration');
  await endOne();
  await endOne();
  await last;
  expect(order).toEqual(['unknown', 'registration']);
});
