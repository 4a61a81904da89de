import type { Caller } from '#server/caller.ts';
import { fieldError, isRefusal } from '#server/errors/app-error.ts';
import type { DevicesRepository } from '#server/identity/devices/devices.repository.ts';
import type { Budget } from '#server/identity/limits/limits.rules.ts';
import type { LimitsService, PresentedDevice, Reservation } from '#server/identity/limits/limits.service.ts';
import type { HasherShare } from '#server/identity/passwords/hasher-share.service.ts';
import type { BreachedPasswords } from '#server/security/breached-passwords.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { passwordProblem } from '#server/security/guessable-passwords.ts';
import type { Claimant } from '#server/security/hash-slots.ts';
import { newId } from '#server/security/identifiers.ts';
import { addressSubject, siteSubject } from '#server/security/limit-keys.ts';
import type { HashSlot, Passwords, PasswordWork } from '#server/security/passwords.ts';
import type { ErrorParams } from '#shared/errors.ts';

/** From here on a person is told how many attempts are left, whether or not the account exists. */
const fewAttempts = 3;

interface Dependencies {
  passwords: Pick<Passwords, 'acquire' | 'isOutdated'>;
  breached: Pick<BreachedPasswords, 'has'>;
  limits: Pick<LimitsService, 'reservePasswordCheck' | 'reserveRegistration'>;
  devices: Pick<DevicesRepository, 'findKnown'>;
  hasherOfNobody: HasherShare['hasherOfNobody'];
}

/** Whose password is presented, and who presents it. */
export interface PasswordAttempt {
  /** The typed identifier, or the signed-in person's e-mail, in canonical form. */
  readonly account: string;
  readonly userId: string | null;
  readonly isSignedIn: boolean;
  readonly caller: Caller;
}

/** Work that holds a hash slot and counts against a budget until it is settled, whatever its outcome. */
interface Counted {
  readonly hash: PasswordWork['hash'];
  /** Releases the slot, and undoes the count if the failure was ours and no refusal. Never fails. */
  settle(failure?: unknown): Promise<void>;
}

/** A check that counts as a failure until `verify` finds the password right. */
export interface PasswordCheck extends Counted {
  readonly verify: (password: string, stored: string | undefined) => Promise<boolean>;
  /** What a refusal tells of the failures left, once they are few, and of the wait once none is. */
  readonly told: ErrorParams | undefined;
}

export type PasswordsService = ReturnType<typeof createPasswordsService>;

/**
 * The one way to check a password: take a hash slot, count against the budgets, then hash. A call refused for want of a
 * slot has counted nothing. A call that is counted is also checked.
 */
export function createPasswordsService(dependencies: Dependencies) {
  const { passwords, breached, limits, devices, hasherOfNobody } = dependencies;

  /** Sends the same single query for every caller with device tokens, whether or not the account exists. */
  async function findDevice({ userId, caller }: PasswordAttempt): Promise<PresentedDevice | null> {
    const hashes = caller.credentials.deviceTokens.map(deviceTokenHash);
    const [first] = hashes;
    if (!first) return null;
    const nobody = newId();
    const known = await devices.findKnown(userId ?? nobody, hashes);
    return known && userId !== null
      ? { owner: userId, tokenHash: known, isKnown: true }
      : { owner: nobody, tokenHash: first, isKnown: false };
  }

  async function reserve<Kind extends Reservation>(claimant: Claimant, count: () => Promise<Kind>) {
    const slot = passwords.acquire(claimant);
    try {
      const reservation = await count();
      return { slot, reservation, settle: (failure?: unknown) => settle(slot, reservation, failure) };
    } catch (error) {
      slot.release();
      throw error;
    }
  }

  return {
    isOutdated: passwords.isOutdated,

    /** Begins a check; RATE_LIMITED without budget, SERVICE_UNAVAILABLE without a slot. Settle it in a `finally`. */
    async begin(attempt: PasswordAttempt): Promise<PasswordCheck> {
      const device = await findDevice(attempt);
      const isKnown = attempt.isSignedIn || device?.isKnown === true;
      const callerClass = isKnown ? ('known' as const) : ('unknown' as const);
      const owners = [`account:${attempt.account}`, ...ownersOf(attempt.caller)];
      const {
        slot,
        reservation,
        settle: settled,
      } = await reserve({ callerClass, owners }, () => limits.reservePasswordCheck({ ...attempt, device }));
      return {
        told: toldOf(reservation.budget),
        hash: slot.hash,
        settle: settled,
        async verify(password, stored) {
          const isRight = await slot.verify(password, stored, hasherOfNobody(attempt.account));
          if (isRight) await reservation.succeed();
          return isRight;
        },
      };
    },

    /** Begins hashing the password of a registration; RATE_LIMITED when there are too many. */
    async beginRegistration(caller: Caller): Promise<Counted> {
      const claimant = { callerClass: 'registration', owners: ownersOf(caller) } as const;
      const { slot, settle: settled } = await reserve(claimant, () => limits.reserveRegistration(caller));
      return { hash: slot.hash, settle: settled };
    },

    /** Begins hashing a password that a link allows; the check of the link has been counted. */
    beginReset(caller: Caller): Pick<HashSlot, 'hash' | 'release'> {
      return passwords.acquire({ callerClass: 'unknown', owners: ownersOf(caller) });
    },

    /** Refuses a new password with a `passwordProblem` or known from a breach; `field` is the input's name for it. */
    async requireStrong(
      password: string,
      ownTexts: Parameters<typeof passwordProblem>[1],
      field = 'password',
    ): Promise<void> {
      const problem = passwordProblem(password, ownTexts);
      if (problem) throw fieldError(problem, field);
      if (await breached.has(password)) throw fieldError('PASSWORD_COMMON', field);
    },
  };
}

function toldOf(budget: Budget | null): ErrorParams | undefined {
  if (!budget || budget.attemptsLeft > fewAttempts) return undefined;
  const { attemptsLeft, secondsLeft } = budget;
  return attemptsLeft > 0 ? { attemptsLeft } : { attemptsLeft, retryAfterSeconds: secondsLeft };
}

async function settle(slot: HashSlot, reservation: Reservation, failure: unknown): Promise<void> {
  try {
    if (failure !== undefined && !isRefusal(failure)) await reservation.refund();
  } finally {
    slot.release();
  }
}

/** The address and its site: a whole /48 holds no more slots than one address. */
function ownersOf({ address }: Caller): string[] {
  const site = siteSubject(address);
  return [`address:${addressSubject(address)}`, ...(site === null ? [] : [`site:${site}`])];
}
