import type { KnownDevicesRepository } from '#server/features/devices/known-devices.repository.ts';
import type { LimitHits } from '#server/features/limits/limit-hits.ts';
import type { LimitsService, Reservation } from '#server/features/limits/limits.service.ts';
import type { Client } from '#server/features/sessions/actor.ts';
import { deviceTokenHash } from '#server/security/device-token.ts';
import { addressSubject } from '#server/security/limit-keys.ts';
import type { Passwords } from '#server/security/passwords.ts';

interface Dependencies {
  passwords: Passwords;
  limits: LimitsService;
  limitHits: LimitHits;
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
export function createPasswordChecks({ passwords, limits, limitHits, devices }: Dependencies) {
  async function knownDeviceOf({ userId, client }: Claim): Promise<string | null> {
    const hash = deviceTokenHash(client.deviceToken);
    if (userId === null || hash === null) return null;
    return (await devices.has(userId, hash)) ? hash.toString('hex') : null;
  }

  return {
    isOutdated: passwords.isOutdated,

    /** True when `password` belongs to `stored`; a spent budget is RATE_LIMITED, a full queue SERVICE_UNAVAILABLE. */
    async check(claim: Claim, password: string, stored: string | undefined): Promise<boolean> {
      const owners = [`account:${claim.account}`, `address:${addressSubject(claim.client.ip)}`];
      return passwords.withPlace(owners, async (work) => {
        const knownDevice = await knownDeviceOf(claim);
        const reservation = await limits
          .reservePasswordCheck({ ...claim, knownDevice })
          .catch((error: unknown) => limitHits.tell(error, claim));
        try {
          const isRight = await work.verify(password, stored);
          if (isRight) await reservation.succeed();
          return isRight;
        } catch (error) {
          await reservation.giveBack();
          throw error;
        }
      });
    },

    /** The stored form of a new password; `reserve` takes what the caller's purpose costs, once a place is held. */
    async hash(client: Client, password: string, reserve?: () => Promise<Reservation>): Promise<string> {
      const owners = [`address:${addressSubject(client.ip)}`];
      return passwords.withPlace(owners, async (work) => {
        const reservation = await reserve?.();
        try {
          return await work.hash(password);
        } catch (error) {
          await reservation?.giveBack();
          throw error;
        }
      });
    },
  };
}
