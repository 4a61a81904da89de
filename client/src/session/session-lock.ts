/** Runs `work` alone among all tabs; `hasWaited` says that somebody else held the lock first. */
export type SessionLock = <T>(work: (hasWaited: boolean) => Promise<T>) => Promise<T>;

/**
 * A tab that a phone has put to sleep keeps its lock for hours. With the 20 seconds a call may take, who waits is
 * answered within 25. What two tabs then do at once, the server settles: a refresh by its grace, a sign-in by the
 * cookies that came last.
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
      // Taken from us, or refused by the browser: work that has begun goes on, and other work queues in this page.
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
