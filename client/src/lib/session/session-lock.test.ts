import { describe, expect, test } from 'vitest';
import { createSessionLock, type SessionLock } from '#client/lib/session/session-lock.ts';

const isWithout = !('locks' in navigator);

describe.skipIf(isWithout)(
  `a lock kept by the browser${isWithout ? ' (this Node has no Web Locks)' : ''}`,
  () => {
    keepsOrder(() => createSessionLock(navigator.locks));
  },
);
describe('a lock kept by the page alone', () => {
  keepsOrder(() => createSessionLock(undefined));
});

function keepsOrder(create: () => SessionLock) {
  test('is free again after work that failed', async () => {
    const lock = create();

    await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');

    await expect(lock((hasWaited) => Promise.resolve(hasWaited))).resolves.toBe(false);
  });

  test('lets the second in after the first, and says that it has waited', async () => {
    const lock = create();
    const order: string[] = [];
    const work = (name: string) => async (hasWaited: boolean) => {
      order.push(`${name} in`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} out`);
      return hasWaited;
    };

    const waited = await Promise.all([lock(work('first')), lock(work('second'))]);

    expect(order).toEqual(['first in', 'first out', 'second in', 'second out']);
    expect(waited).toEqual([false, true]);
  });
}
