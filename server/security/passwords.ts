import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { unavailable } from '#server/errors.ts';
import { createPlaces } from '#server/security/places.ts';
import type { PasswordTask } from '#server/security/password-worker.ts';
import { passwordLengthProblem } from '#shared/password-policy.ts';

/** OWASP asks for 10 or more; 12 takes a quarter of a second here, which a person does not notice and a guesser does. */
const defaultCost = 12;
/** A few seconds of work: whoever comes later is better told to come back than kept waiting. */
const placesPerThread = 16;
/** One account or address holds only a few of them, so that nobody waits behind one guesser. */
const ownPlacesPerThread = 4;
const retryAfterSeconds = 2;

/** The hashing that a held place entitles to. */
export interface PasswordWork {
  /** The versioned string to store. */
  hash(password: string): Promise<string>;
  /**
   * True when the password belongs to `stored`. For an unknown user (`undefined`) and for a password longer than any
   * can be, the same work is done and the answer is false, so that time tells nothing.
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
}

export type Passwords = ReturnType<typeof createPasswords>;

/** Hashes and checks passwords in worker threads; who finds no place is refused with `SERVICE_UNAVAILABLE`. */
export function createPasswords({ cost = defaultCost, threads = availableParallelism() } = {}) {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'password-worker.ts'),
    minThreads: threads,
    maxThreads: threads,
  });
  const places = createPlaces(threads * placesPerThread, threads * ownPlacesPerThread);
  const nobody = hashOfNobody(cost);
  const currentPrefix = nobody.slice(0, nobody.indexOf('.'));

  const work: PasswordWork = {
    async hash(password) {
      const task: PasswordTask = { kind: 'hash', password, cost };
      return String(await pool.run(task));
    },

    async verify(password, stored) {
      const isPossible = stored !== undefined && passwordLengthProblem(password) !== 'PASSWORD_TOO_LONG';
      const task: PasswordTask = {
        kind: 'verify',
        password: isPossible ? password : '',
        stored: isPossible ? stored : nobody,
      };
      return (await pool.run(task)) === true && isPossible;
    },
  };

  return {
    /** Holds a place for each of `owners` while `task` runs, so that what is reserved elsewhere meanwhile is not in vain. */
    async withPlace<Result>(
      owners: readonly string[],
      task: (work: PasswordWork) => Promise<Result>,
    ): Promise<Result> {
      const leave = places.enter(owners);
      if (!leave) throw unavailable(retryAfterSeconds);
      try {
        return await task(work);
      } finally {
        leave();
      }
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

/** A well-formed hash of no password at the given cost, so that an unknown user costs the same from the first request on. */
function hashOfNobody(cost: number): string {
  return `qp1$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(22)}${'.'.repeat(31)}`;
}
