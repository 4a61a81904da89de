import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { unavailable } from '#server/errors/app-error.ts';
import { createHashQueue } from '#server/security/hash-queue.ts';
import { createHashSlots, type CallerClass, type Claimant } from '#server/security/hash-slots.ts';
import type { PasswordTask } from '#server/security/password-worker.ts';
import { hashOfNobody } from '#server/security/stored-hash.ts';

/** OWASP asks for 10 or more; 12 takes a quarter of a second here, which a person does not notice and a guesser does. */
const defaultCost = 12;
/** About eight seconds of work; who has waited five is told to come back, so no slot is held in vain for long. */
const slotsPerThread = 32;
const retryAfterSeconds = 2;
/** A slot that got no turn by then is in a crowd; its caller comes back when it has gone. */
const defaultMaximumWaitMillis = 5000;

/** The hashing that a held slot entitles to; SERVICE_UNAVAILABLE for who has waited too long for a turn. */
export interface PasswordWork {
  /** The versioned string to store. */
  hash(password: string): Promise<string>;
  /**
   * True when the password belongs to `stored`. For an unknown user (`undefined`), for a stored string that is no
   * hash of ours and for a password longer than any can be, the same work is done and the answer is false.
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

/** A slot that is held until it is released. */
export interface HashSlot extends PasswordWork {
  release(): void;
}

export type Passwords = ReturnType<typeof createPasswords>;

interface Settings {
  cost?: number;
  threads?: number;
  maximumWaitMillis?: number;
}

/** Hashes and checks passwords in worker threads; who finds no slot is refused with `SERVICE_UNAVAILABLE`. */
export function createPasswords(settings: Settings = {}) {
  const { cost = defaultCost, threads = availableParallelism() } = settings;
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'password-worker.ts'),
    minThreads: threads,
    maxThreads: threads,
  });
  const slots = createHashSlots(threads * slotsPerThread);
  const refuse = () => unavailable(retryAfterSeconds);
  const inTurn = createHashQueue(threads, settings.maximumWaitMillis ?? defaultMaximumWaitMillis, refuse);
  const nobody = hashOfNobody(cost);
  const currentPrefix = nobody.slice(0, nobody.indexOf('.'));

  function workOf(callerClass: CallerClass): PasswordWork {
    const run = (task: PasswordTask): Promise<unknown> => inTurn(callerClass, () => pool.run(task));
    return {
      hash: async (password) => String(await run({ kind: 'hash', password, cost })),
      verify: async (password, stored) => (await run({ kind: 'verify', password, stored, cost })) === true,
    };
  }

  return {
    /** Takes a slot for the work to come, so that what is reserved elsewhere meanwhile is not in vain. */
    acquire(claimant: Claimant): HashSlot {
      const release = slots.acquire(claimant);
      if (!release) throw refuse();
      return { ...workOf(claimant.callerClass), release };
    },

    /** True for a hash of another scheme or cost than new ones get: to be replaced while the password is at hand. */
    isOutdated(stored: string): boolean {
      return !stored.startsWith(currentPrefix);
    },

    /** Ends the threads; what is queued is refused. */
    async close(): Promise<void> {
      await pool.destroy();
    },
  };
}

/** For who needs no share of a crowd: a command of the operator, alone in its process. */
export const soleClaimant: Claimant = { callerClass: 'known', owners: [] };
