import { openChannel, unlessDenied } from '#client/lib/unless-denied.ts';

/** Runs `work` alone among all tabs; `hasWaited` says that somebody else held the lock first. */
export type SessionLock = <T>(work: (hasWaited: boolean) => Promise<T>) => Promise<T>;

/**
 * A tab that a phone has put to sleep keeps its lock for hours. With the 20 seconds a call may take, who waits is
 * answered within 25. What two tabs then do at once, the server settles. A refresh has its grace; of two sign-ins the
 * last cookies stay.
 */
const patienceMilliseconds = 4500;

/**
 * One lock for everything that writes session cookies, so that no late answer overwrites newer ones.
 * Web Locks reach every tab of the browser; where they are missing or denied, at least this page queues.
 */
export function createSessionLock(
  locks: LockManager | null | undefined,
  { name = 'qp-session', patience = patienceMilliseconds } = {},
): SessionLock {
  const page = pageLock(patience);
  return locks ? browserLock({ locks, name, patience }, page) : page;
}

interface NamedLock {
  readonly locks: LockManager;
  readonly name: string;
  readonly patience: number;
}

function browserLock(lock: NamedLock, page: SessionLock): SessionLock {
  return async <T>(work: (hasWaited: boolean) => Promise<T>) => {
    let running: Promise<T> | undefined;
    const begin = (hasWaited: boolean) => (running = work(hasWaited));
    try {
      const hadIt = await lock.locks.request(lock.name, { ifAvailable: true }, async (held) => {
        if (held) await begin(false);
        return held !== null;
      });
      if (!hadIt) await waitForLock(lock, () => begin(true));
    } catch {
      // The lock was taken from us, or refused by the browser. Work that has begun goes on, and other work queues in
      // this page.
      running ??= page(work);
    }
    return running as Promise<T>;
  };
}

/** Takes the lock from a tab that does not give it back. */
async function waitForLock(
  { locks, name, patience }: NamedLock,
  begin: () => Promise<unknown>,
): Promise<void> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), patience);
  const hold = async () => {
    clearTimeout(timer);
    await begin();
  };
  try {
    await locks.request(name, { signal: waiting.signal }, hold);
  } catch (error) {
    if (!waiting.signal.aborted) throw error;
    await locks.request(name, { steal: true }, hold);
  }
}

function pageLock(patience: number): SessionLock {
  let last: Promise<unknown> = Promise.resolve();
  let queued = 0;
  return (work) => {
    const hasWaited = queued > 0;
    queued += 1;
    const turn = within(last, patience)
      .then(() => work(hasWaited))
      .finally(() => (queued -= 1));
    last = turn.catch(() => undefined);
    return turn;
  };
}

function within(before: Promise<unknown>, patience: number): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout>;
  const tired = new Promise((resolve) => (timer = setTimeout(resolve, patience)));
  return Promise.race([before, tired]).finally(() => clearTimeout(timer));
}

const types = ['signed-in', 'signed-out', 'refreshed', 'profile-changed'] as const;

/** What one tab sends the others. Never a token, never anything private: they ask the server themselves. */
export interface TabMessage {
  readonly type: (typeof types)[number];
}

export interface TabChannel {
  broadcast(message: TabMessage): void;
  onMessage(listener: (message: TabMessage) => void): void;
}

const channelName = 'qp-session';

/** Without BroadcastChannel a page receives nothing; its next refused call says the same. */
export function createTabChannel(): TabChannel {
  const channel = openChannel(channelName);
  if (!channel) return { broadcast: () => undefined, onMessage: () => undefined };
  return {
    broadcast: (message) => void unlessDenied(() => channel.postMessage(message)),
    onMessage: (listener) => {
      channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = read(data);
        if (message) listener(message);
      });
    },
  };
}

/** A tab may run an older or a newer version of these pages. A type that is not known here is dropped. */
function read(data: unknown): TabMessage | null {
  if (typeof data !== 'object' || data === null || !('type' in data)) return null;
  const type = types.find((known) => known === data.type);
  return type === undefined ? null : { type };
}
