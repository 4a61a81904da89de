import type { KnownDevicesRepository } from '#server/features/devices/known-devices.repository.ts';
import { keepIfAnswered, type LimitsService } from '#server/features/limits/limits.service.ts';
import type { Client } from '#server/features/sessions/actor.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { addressSubject } from '#server/security/limit-keys.ts';
import type { Passwords, PasswordWork } from '#server/security/passwords.ts';

interface Dependencies {
  passwords: Passwords;
  limits: LimitsService;
  devices: Pick<KnownDevicesRepository, 'has'>;
}

/** Whose password is presented. `account` is the id when known, else the identifier in canonical form. */
export interface Claim {
  readonly account: string;
  readonly userId: string | null;
  readonly client: Client;
}

export type PasswordChecks = ReturnType<typeof createPasswordChecks>;

/**
 * The one way to a password check: first a place in the hash queue, then the budgets, then the hash, so that a call
 * that is refused for want of a place has counted nothing, and one that is counted is checked.
 */
export function createPasswordChecks({ passwords, limits, devices }: Dependencies) {
  async function knownDeviceOf({ userId, client }: Claim): Promise<string | null> {
    const hash = deviceTokenHash(client.deviceToken);
    if (userId === null || hash === null) return null;
    return (await devices.has(userId, hash)) ? hash.toString('hex') : null;
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
      answer: (isRight: boolean, work: PasswordWork) => Promise<Result>,
    ): Promise<Result> {
      const owners = [`account:${claim.account}`, `address:${addressSubject(claim.client.ip)}`];
      return passwords.withPlace(owners, async (work) => {
        const knownDevice = await knownDeviceOf(claim);
        const reservation = await limits.reservePasswordCheck({ ...claim, knownDevice });
        return keepIfAnswered(reservation, async () => {
          const isRight = await work.verify(password, stored);
          if (isRight) await reservation.succeed();
          return answer(isRight, work);
        });
      });
    },

    /** Hands `answer` the stored form of a registering caller's password; more registrations than may be are RATE_LIMITED. */
    async hashForRegistration<Result>(
      client: Client,
      password: string,
      answer: (hashedPassword: string) => Promise<Result>,
    ): Promise<Result> {
      const owners = [`address:${addressSubject(client.ip)}`];
      return passwords.withPlace(owners, async (work) => {
        const reservation = await limits.reserveRegistration(client);
        return keepIfAnswered(reservation, async () => answer(await work.hash(password)));
      });
    },
  };
}
