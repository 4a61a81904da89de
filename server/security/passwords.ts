import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Piscina } from 'piscina';
import { unavailable } from '#server/errors.ts';
import type { PasswordTask } from '#server/security/password-worker.ts';
import { passwordLengthProblem } from '#shared/password-policy.ts';

/** OWASP asks for 10 or more; 12 takes a quarter of a second here, which a person does not notice and a guesser does. */
const defaultCost = 12;
/** A few seconds of work: whoever comes later is better told to come back than kept waiting. */
const queuedPerThread = 16;
const retryAfterSeconds = 2;

export type Passwords = ReturnType<typeof createPasswords>;

/** Hashes and checks passwords in worker threads behind a bounded queue; a full queue is `SERVICE_UNAVAILABLE`. */
export function createPasswords({ cost = defaultCost, threads = availableParallelism() } = {}) {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'password-worker.ts'),
    minThreads: threads,
    maxThreads: threads,
    maxQueue: threads * queuedPerThread,
  });
  const nobody = hashOfNobody(cost);
  const currentPrefix = nobody.slice(0, nobody.indexOf('.'));

  async function run(task: PasswordTask): Promise<string | boolean> {
    if (pool.queueSize >= threads * queuedPerThread) throw unavailable(retryAfterSeconds);
    return pool.run(task) as Promise<string | boolean>;
  }

  return {
    /** The versioned string to store. */
    async hash(password: string): Promise<string> {
      return String(await run({ kind: 'hash', password, cost }));
    },

    /**
     * True when the password belongs to `stored`. For an unknown user (`undefined`) and for a password longer than
     * any can be, the same work is done and the answer is false, so that time tells nothing.
     */
    async verify(password: string, stored: string | undefined): Promise<boolean> {
      const isPossible = stored !== undefined && passwordLengthProblem(password) !== 'PASSWORD_TOO_LONG';
      const task: PasswordTask = {
        kind: 'verify',
        password: isPossible ? password : '',
        stored: isPossible ? stored : nobody,
      };
      return (await run(task)) === true && isPossible;
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
