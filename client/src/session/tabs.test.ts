import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  createSessionLock,
  createTabChannel,
  type SessionLock,
  type TabMessage,
} from '#client/session/tabs.ts';

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
      await new Promise((resolve) => setTimeout(resolve));
      order.push(`${name} out`);
      return hasWaited;
    };

    const waited = await Promise.all([lock(work('first')), lock(work('second'))]);

    expect(order).toEqual(['first in', 'first out', 'second in', 'second out']);
    expect(waited).toEqual([false, true]);
  });
}

/** Web Locks as the API has them. Each name has a queue; requests give up, and locks are taken away. */
function fakeLocks() {
  let held: { steal: () => void } | null = null;
  const queue: (() => void)[] = [];
  function run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const mine = { steal: () => reject(new DOMException('stolen', 'AbortError')) };
      held = mine;
      void work()
        .then(resolve, reject)
        .finally(() => {
          if (held !== mine) return;
          held = null;
          queue.shift()?.();
        });
    });
  }
  const request = <T>(
    _: string,
    options: LockOptions,
    work: (lock: Lock | null) => Promise<T>,
  ): Promise<T> => {
    const lock = { name: 'x', mode: 'exclusive' } as Lock;
    if (options.steal) held?.steal();
    if (!held || options.steal) return run(() => work(lock));
    if (options.ifAvailable) return work(null);
    return new Promise<T>((resolve, reject) => {
      const begin = () => resolve(run(() => work(lock)));
      queue.push(begin);
      options.signal?.addEventListener('abort', () => {
        queue.splice(queue.indexOf(begin), 1);
        reject(new DOMException('waited', 'AbortError'));
      });
    });
  };
  return { request } as unknown as LockManager;
}

describe('a tab that sleeps over its sign-in', () => {
  test.each([
    ['with Web Locks', fakeLocks],
    ['in this page', () => undefined],
  ])('holds up nobody for longer than their patience, %s', async (_, make) => {
    const lock = createSessionLock(make(), { patience: 50 });
    let wake: (said: string) => void = () => undefined;
    const asleep = lock(() => new Promise<string>((resolve) => (wake = resolve)));

    await expect(lock((hasWaited) => Promise.resolve(hasWaited))).resolves.toBe(true);
    await expect(lock(() => Promise.resolve('next'))).resolves.toBe('next');

    wake('awake');
    await expect(asleep).resolves.toBe('awake');
  });
});

test('a browser that denies its locks leaves the page with its own', async () => {
  const denied = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
  const lock = createSessionLock(denied as unknown as LockManager);

  await expect(lock(() => Promise.resolve('done'))).resolves.toBe('done');
  await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

const open: BroadcastChannel[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

/** Whoever runs in the same origin: an older or newer version of these pages, or a script that got in. */
function stranger(): BroadcastChannel {
  const channel = new BroadcastChannel('qp-session');
  open.push(channel);
  return channel;
}

test('what one tab broadcasts reaches the others, and not itself', async () => {
  const heard: TabMessage[] = [];
  const echoed: TabMessage[] = [];
  const speaker = createTabChannel();
  speaker.onMessage((message) => echoed.push(message));
  createTabChannel().onMessage((message) => heard.push(message));
  speaker.broadcast({ type: 'signed-out' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'signed-out' }]));
  expect(echoed).toEqual([]);
});

test.each([
  null,
  undefined,
  0,
  '',
  'signed-out',
  ['signed-out'],
  {},
  { type: null },
  { type: 'renamed-in-a-later-version' },
  { type: 'SIGNED-OUT' },
  { type: ['signed-out'] },
  { type: { toString: 'signed-out' } },
  { type: '__proto__' },
  { type: 'constructor' },
  { type: 'toString' },
  { kind: 'signed-out' },
  JSON.parse('{"__proto__": {"type": "signed-out"}}'),
  new Map([['type', 'signed-out']]),
  new Date(),
])('%j is no message of ours and changes nothing', async (nonsense) => {
  const heard: TabMessage[] = [];
  createTabChannel().onMessage((message) => heard.push(message));
  const speaker = stranger();
  speaker.postMessage(nonsense);
  speaker.postMessage({ type: 'refreshed' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'refreshed' }]));
});

test('what a later version says beside a known type is left out', async () => {
  const heard: TabMessage[] = [];
  createTabChannel().onMessage((message) => heard.push(message));
  stranger().postMessage({ type: 'signed-out', version: 2, token: 'planted' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'signed-out' }]));
});

test('a page in a browser without channels receives nothing and breaks nothing', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const { broadcast, onMessage } = createTabChannel();
  onMessage(() => expect.unreachable());
  broadcast({ type: 'signed-in' });
});

test('a tab that may not speak to others works by itself', () => {
  vi.stubGlobal('BroadcastChannel', () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  const channel = createTabChannel();
  channel.onMessage(() => undefined);

  expect(() => channel.broadcast({ type: 'signed-in' })).not.toThrow();
});
