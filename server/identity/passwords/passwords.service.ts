import type { KnownDevicesRepository } from '#server/identity/devices/devices.repository.ts';
import {
  keepIfAnswered,
  type LimitsService,
  type PresentedDevice,
} from '#server/identity/limits/limits.service.ts';
import type { Client } from '#server/caller.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { newId } from '#server/security/identifiers.ts';
import { addressSubject, siteSubject } from '#server/security/limit-keys.ts';
import type { Passwords, PasswordWork } from '#server/security/passwords.ts';

interface Dependencies {
  passwords: Passwords;
  limits: LimitsService;
  devices: Pick<KnownDevicesRepository, 'findKnown'>;
}

/** Whose password is presented. */
export interface Claim {
  /** What was typed, or the signed-in person's e-mail, in canonical form. */
  readonly account: string;
  readonly userId: string | null;
  readonly isSignedIn: boolean;
  readonly client: Client;
}

/** What a check found, and what its caller may do next. */
export interface Verdict {
  readonly isRight: boolean;
  /** Failures left for this name; null where they are not limited. */
  readonly attemptsLeft: number | null;
  readonly work: PasswordWork;
}

export type PasswordChecks = ReturnType<typeof createPasswordChecks>;

/**
 * The one way to a password check: first a place in the hash queue, then the budgets, then the hash, so that a call
 * that is refused for want of a place has counted nothing, and one that is counted is checked.
 */
export function createPasswordChecks({ passwords, limits, devices }: Dependencies) {
  /** One question to the database for each caller with device tokens, whoever is meant and whether anybody is. */
  async function findDevice({ userId, client }: Claim): Promise<PresentedDevice | null> {
    const hashes = client.deviceTokens.map(deviceTokenHash);
    const [first] = hashes;
    if (!first) return null;
    const nobody = newId();
    const known = await devices.findKnown(userId ?? nobody, hashes);
    return known && userId !== null
      ? { owner: userId, tokenHash: known, isKnown: true }
      : { owner: nobody, tokenHash: first, isKnown: false };
  }

  return {
    isOutdated: passwords.isOutdated,

    /**
     * Hands `answer` whether `password` belongs to `stored`; a spent budget is RATE_LIMITED, a full queue
     * SERVICE_UNAVAILABLE. The place is held until `answer` has come, for a hash that it may need.
     */
    async check<Result>(
      claim: Claim,
      { password, stored }: { password: string; stored: string | undefined },
      answer: (verdict: Verdict) => Promise<Result>,
    ): Promise<Result> {
      const device = await findDevice(claim);
      const isKnown = claim.isSignedIn || device?.isKnown === true;
      const callerClass = isKnown ? ('known' as const) : ('unknown' as const);
      const owners = [`account:${claim.account}`, ...ownersOf(claim.client)];
      return passwords.withPlace({ callerClass, owners }, async (work) => {
        const reservation = await limits.reservePasswordCheck({ ...claim, device });
        const { attemptsLeft } = reservation;
        return keepIfAnswered(reservation, async () => {
          const isRight = await work.verify(password, stored);
          if (isRight) await reservation.succeed();
          return answer({ isRight, attemptsLeft, work });
        });
      });
    },

    /** Hands `answer` the stored form of a registering caller's password; more registrations than may be are RATE_LIMITED. */
    async hashForRegistration<Result>(
      client: Client,
      password: string,
      answer: (hashedPassword: string) => Promise<Result>,
    ): Promise<Result> {
      const claimant = { callerClass: 'registration', owners: ownersOf(client) } as const;
      return passwords.withPlace(claimant, async (work) => {
        const reservation = await limits.reserveRegistration(client);
        return keepIfAnswered(reservation, async () => answer(await work.hash(password)));
      });
    },
  };
}

/** The address, and the site it belongs to: a /48 holds no more places than an address. */
function ownersOf({ ip }: Client): string[] {
  const site = siteSubject(ip);
  return [`address:${addressSubject(ip)}`, ...(site === null ? [] : [`site:${site}`])];
}
