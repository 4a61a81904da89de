import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { unavailable } from '#server/errors/app-error.ts';
import { createHashQueue } from '#server/security/hash-queue.ts';
import { createHashSlots, type CallerClass, type Claimant } from '#server/security/hash-slots.ts';
import type { PasswordTask } from '#server/security/password-worker.ts';
import { hashOfNobody } from '#server/security/stored-hash.ts';

/** OWASP asks for at least 10. A hash of 12 takes a quarter of a second, which slows down a guesser only. */
const defaultCost = 12;
/** About eight seconds of work. After five seconds of waiting a caller is refused, so no slot is held long in vain. */
const slotsPerThread = 32;
const retryAfterSeconds = 2;
/** A caller without a turn by then is told to come back later: too many wait. */
const defaultMaximumWaitMillis = 5000;

/** The hashing that a slot allows; SERVICE_UNAVAILABLE after waiting too long for a turn. */
export interface PasswordWork {
  /** The string to store, with our version. */
  hash(password: string): Promise<string>;
  /**
   * True when the password belongs to `stored`. False after the same work for an unknown user (`undefined`), an invalid
   * stored string and an overlong password.
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

/** A slot, held until it is released. */
export interface HashSlot extends PasswordWork {
  release(): void;
}

export type Passwords = ReturnType<typeof createPasswords>;

interface Settings {
  cost?: number;
  threads?: number;
  maximumWaitMillis?: number;
}

/** Hashes and checks passwords in worker threads; `SERVICE_UNAVAILABLE` when no slot is free. */
export function createPasswords(settings: Settings = {}) {
  const { cost = defaultCost, threads = availableParallelism() } = settings;
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'password-worker.ts'),
    // Thirty megabytes each: they start with the first hash, and stay.
    minThreads: 0,
    idleTimeout: Infinity,
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
    /** Takes a slot before anything else is counted, so that a call without a slot has counted nothing. */
    acquire(claimant: Claimant): HashSlot {
      const release = slots.acquire(claimant);
      if (!release) throw refuse();
      return { ...workOf(claimant.callerClass), release };
    },

    /** True for a hash whose scheme or cost is not the current one: replace it while the password is known. */
    isOutdated(stored: string): boolean {
      return !stored.startsWith(currentPrefix);
    },

    /** Ends the threads; queued work is refused. */
    async close(): Promise<void> {
      await pool.destroy();
    },
  };
}

/** For a command of the operator, which is alone in its process and needs no share. */
export const soleClaimant: Claimant = { callerClass: 'known', owners: [] };
