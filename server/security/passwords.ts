import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { unavailable } from '#server/errors/app-error.ts';
import { createHashQueue } from '#server/security/hash-queue.ts';
import { createHashSlots, type CallerClass, type Claimant } from '#server/security/hash-slots.ts';
import { defaultHashSettings, type Hasher, type HashSettings } from '#server/security/hashers.ts';
import type { PasswordTask } from '#server/security/password-worker.ts';
import { prefixOf } from '#server/security/stored-hash.ts';
import { rootFolder } from '#server/root-folder.ts';

/** About eight seconds of bcrypt's work. After five seconds of waiting a caller is refused, so no slot is held long in vain. */
const slotsPerThread = 32;
const retryAfterSeconds = 2;
/** bcrypt's own: a millisecond, for a hash that nobody keeps. */
const lowestCost = 4;
/** A caller without a turn by then is told to come back later: too many wait. */
const defaultMaximumWaitMillis = 5000;

/** The hashing that a slot allows; SERVICE_UNAVAILABLE after waiting too long for a turn. */
export interface PasswordWork {
  /** The string to store, which tells how it was made. */
  hash(password: string): Promise<string>;
  /**
   * True when the password belongs to `stored`. False after the same work for an unknown user (`undefined`), an invalid
   * stored string and an overlong password. `hasherOfNobody` does that work; the one for new hashes when unset.
   */
  verify(password: string, stored: string | undefined, hasherOfNobody?: Hasher): Promise<boolean>;
}

/** A slot, held until it is released. */
export interface HashSlot extends PasswordWork {
  release(): void;
}

export type Passwords = ReturnType<typeof createPasswords>;

interface Settings extends Partial<HashSettings> {
  threads?: number;
  maximumWaitMillis?: number;
}

/** Hashes and checks passwords in worker threads; `SERVICE_UNAVAILABLE` when no slot is free. */
export function createPasswords(settings: Settings = {}) {
  const {
    threads = availableParallelism(),
    maximumWaitMillis = defaultMaximumWaitMillis,
    ...chosen
  } = settings;
  const hashSettings: HashSettings = { ...defaultHashSettings, ...chosen };
  const pool = new Piscina({
    filename: join(rootFolder, 'server/security/password-worker.ts'),
    // Thirty megabytes each. A thread starts when it is needed, and stays.
    minThreads: 0,
    idleTimeout: Infinity,
    maxThreads: threads,
  });
  let isClosed = false;
  const slots = createHashSlots(threads * slotsPerThread);
  const refuse = () => unavailable(retryAfterSeconds);
  const inTurn = createHashQueue(threads, maximumWaitMillis, refuse);
  const currentPrefix = prefixOf(hashSettings);

  function workOf(callerClass: CallerClass): PasswordWork {
    const run = (task: PasswordTask): Promise<unknown> => inTurn(callerClass, () => pool.run(task));
    return {
      hash: async (password) => String(await run({ kind: 'hash', password, settings: hashSettings })),
      verify: async (password, stored, hasherOfNobody = hashSettings.hasher) =>
        (await run({
          kind: 'verify',
          password,
          stored,
          settings: { ...hashSettings, hasher: hasherOfNobody },
        })) === true,
    };
  }

  return {
    /** Takes a slot before anything else is counted, so that a call without a slot has counted nothing. */
    acquire(claimant: Claimant): HashSlot {
      const release = slots.acquire(claimant);
      if (!release) throw refuse();
      return { ...workOf(claimant.callerClass), release };
    },

    /** Starts a thread, so that the first sign-in waits for none. Rejects where hashing does not work. */
    async start(): Promise<void> {
      // It may have been closed before its time came.
      if (isClosed) return;
      const cheap: HashSettings = { ...hashSettings, hasher: 'bcrypt', cost: lowestCost };
      await pool.run({ kind: 'hash', password: '', settings: cheap }).catch((error: unknown) => {
        if (!isClosed) throw error;
      });
    },

    /** True for a hash of another hasher, scheme or cost than the current: replace it while the password is known. */
    isOutdated(stored: string): boolean {
      return !stored.startsWith(currentPrefix);
    },

    /** Ends the threads; queued work is refused. */
    async close(): Promise<void> {
      isClosed = true;
      await pool.destroy();
    },
  };
}

/** For a command of the operator, which is alone in its process and needs no share. */
export const soleClaimant: Claimant = { callerClass: 'known', owners: [] };
