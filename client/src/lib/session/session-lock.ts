/** Runs `work` alone among all tabs; `hasWaited` says that somebody else held the lock first. */
export type SessionLock = <T>(work: (hasWaited: boolean) => Promise<T>) => Promise<T>;

const lockName = 'qp-session';

/**
 * One lock for everything that writes session cookies, so that no late answer overwrites newer ones.
 * Web Locks reach every tab of the browser; where they are missing, at least this page queues.
 */
export function createSessionLock(locks: LockManager | undefined): SessionLock {
  return locks ? browserLock(locks) : pageLock();
}

function browserLock(locks: LockManager): SessionLock {
  return async (work) => {
    const atOnce = await locks.request(lockName, { ifAvailable: true }, async (lock) =>
      lock ? { value: await work(false) } : null,
    );
    return atOnce ? atOnce.value : locks.request(lockName, () => work(true));
  };
}

function pageLock(): SessionLock {
  let last: Promise<unknown> = Promise.resolve();
  let queued = 0;
  return (work) => {
    const hasWaited = queued > 0;
    queued += 1;
    const turn = last.then(() => work(hasWaited)).finally(() => (queued -= 1));
    last = turn.catch(() => undefined);
    return turn;
  };
}
