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
    keepsOrder('a lock kept by the browser', () => createSessionLock(navigator.locks));
  },
);
keepsOrder('a lock kept by the page alone', () => createSessionLock(undefined));

function keepsOrder(kind: string, create: () => SessionLock) {
  test(`${kind} is free again after work that failed`, async () => {
    const lock = create();

    await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');

    await expect(lock((hasWaited) => Promise.resolve(hasWaited))).resolves.toBe(false);
  });

  test(`${kind} lets the second caller in after the first and says that it has waited`, async () => {
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

/** Web Locks like a browser's: callers queue for a name, requests give up, and locks can be stolen. */
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

test.each([
  ['with Web Locks', fakeLocks],
  ['without Web Locks', () => undefined],
])(
  'a tab that sleeps during its sign-in, %s, holds up others no longer than their patience',
  async (_, make) => {
    const lock = createSessionLock(make(), { patience: 50 });
    let wake: (said: string) => void = () => undefined;
    const asleep = lock(() => new Promise<string>((resolve) => (wake = resolve)));

    await expect(lock((hasWaited) => Promise.resolve(hasWaited))).resolves.toBe(true);
    await expect(lock(() => Promise.resolve('next'))).resolves.toBe('next');

    wake('awake');
    await expect(asleep).resolves.toBe('awake');
  },
);

test('a page whose browser denies Web Locks uses a lock of its own', async () => {
  const denied = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
  const lock = createSessionLock(denied as unknown as LockManager);

  await expect(lock(() => Promise.resolve('done'))).resolves.toBe('done');
  await expect(lock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

const open: BroadcastChannel[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) channel.close();
});

/** Another page of the same origin: an older or newer version of ours, or an injected script. */
function stranger(): BroadcastChannel {
  const channel = new BroadcastChannel('qp-session');
  open.push(channel);
  return channel;
}

test('a message that one tab broadcasts reaches the others and not itself', async () => {
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
])('a tab ignores the message %j, which no page of ours sends', async (nonsense) => {
  const heard: TabMessage[] = [];
  createTabChannel().onMessage((message) => heard.push(message));
  const speaker = stranger();
  speaker.postMessage(nonsense);
  speaker.postMessage({ type: 'refreshed' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'refreshed' }]));
});

test('a tab leaves out the fields that a later version adds to a known message', async () => {
  const heard: TabMessage[] = [];
  createTabChannel().onMessage((message) => heard.push(message));
  stranger().postMessage({ type: 'signed-out', version: 2, token: 'planted' });
  await vi.waitFor(() => expect(heard).toEqual([{ type: 'signed-out' }]));
});

test('a page in a browser without BroadcastChannel receives nothing and throws nothing', () => {
  vi.stubGlobal('BroadcastChannel', undefined);
  const { broadcast, onMessage } = createTabChannel();
  onMessage(() => expect.unreachable());
  broadcast({ type: 'signed-in' });
});

test('a tab that may not open a channel broadcasts without an error', () => {
  vi.stubGlobal('BroadcastChannel', () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  const channel = createTabChannel();
  channel.onMessage(() => undefined);

  expect(() => channel.broadcast({ type: 'signed-in' })).not.toThrow();
});
