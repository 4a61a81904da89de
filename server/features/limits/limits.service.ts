import type { WindowLimit } from '#server/config/limits.ts';
import { AppError } from '#server/errors.ts';
import type { Client } from '#server/features/sessions/actor.ts';
import type { Taken } from '#server/features/limits/limits.repository.ts';
import type { InTransaction, Repositories } from '#server/repositories.ts';
import { addressSubject, siteSubject, type LimitKeys } from '#server/security/limit-keys.ts';

/** A whole site may do ten times what one of its addresses may: a /48 holds 65,536 networks of customers. */
const siteFactor = 10;

export interface LimitSettings {
  readonly failedPerAccountAndIp: WindowLimit;
  readonly failedPerAccount: WindowLimit;
  readonly checksPerIp: WindowLimit;
  readonly registrationsPerIp: WindowLimit;
}

/** Whose password is checked, from where. */
export interface PasswordCheckSubject {
  /** The account's id when the identifier resolves, else its canonical form: unknown accounts are limited alike. */
  readonly account: string;
  readonly userId: string | null;
  /** The known device of the account's owner that asks, if one does. */
  readonly knownDevice: string | null;
  readonly client: Client;
}

interface Counter {
  readonly name: string;
  readonly key: Buffer;
  readonly limit: NonNullable<WindowLimit>;
}

/** Places taken before the work; the work's outcome says what becomes of them. */
export interface Reservation {
  /** The password was right: the account has lost nothing, and the caller's own failures are forgotten. */
  succeed(): Promise<void>;
  /** Nothing was checked: as if the call had not been made. */
  giveBack(): Promise<void>;
}

interface Dependencies {
  repositories: Pick<Repositories, 'limits'>;
  inTransaction: InTransaction;
  limitKey: LimitKeys;
  settings: LimitSettings;
}

export type LimitsService = ReturnType<typeof createLimitsService>;

/** Counts before the work, in the database, so that parallel guesses and replicas share one budget. */
export function createLimitsService({ repositories, inTransaction, limitKey, settings }: Dependencies) {
  function counter(name: string, limit: WindowLimit, ...subject: string[]): Counter[] {
    return limit ? [{ name, limit, key: limitKey(name, ...subject) }] : [];
  }

  /** From the caller's own to the shared one: whose own is gone spends nobody else's. */
  async function takeAll(counters: Counter[]): Promise<Taken[]> {
    let refusedBy: Counter | undefined;
    try {
      return await inTransaction(async ({ limits }) => {
        const taken: Taken[] = [];
        for (const counted of counters) {
          const place = await limits.take(counted.key, counted.limit);
          if (!place) throw new AppError('RATE_LIMITED', { cause: (refusedBy = counted) });
          taken.push(place);
        }
        return taken;
      });
    } catch (error) {
      if (!refusedBy) throw error;
      throw await refusal(refusedBy);
    }
  }

  async function refusal(refusedBy: Counter): Promise<LimitHit> {
    return new LimitHit(refusedBy.name, refusedBy.key, await repositories.limits.secondsLeft(refusedBy.key));
  }

  async function giveBack(taken: Taken[]): Promise<void> {
    for (const place of taken) await repositories.limits.giveBack(place);
  }

  return {
    /** Counts a password check as a failure until it is answered; throws LimitHit when a budget is spent. */
    async reservePasswordCheck(subject: PasswordCheckSubject): Promise<Reservation> {
      const { account, knownDevice, client } = subject;
      const address = addressSubject(client.ip);
      const site = siteSubject(client.ip);
      const perSite = settings.checksPerIp && {
        ...settings.checksPerIp,
        count: settings.checksPerIp.count * siteFactor,
      };
      const own = counter('failed-own', settings.failedPerAccountAndIp, account, knownDevice ?? address);
      const shared =
        knownDevice === null ? counter('failed-account', settings.failedPerAccount, account) : [];
      const taken = await takeAll([
        ...counter('checks-ip', settings.checksPerIp, address),
        ...(site === null ? [] : counter('checks-site', perSite, site)),
        ...own,
        ...shared,
      ]);
      return {
        async succeed() {
          for (const { key } of own) await repositories.limits.delete(key);
          await giveBack(taken.filter((place) => shared.some(({ key }) => key.equals(place.key))));
        },
        giveBack: () => giveBack(taken),
      };
    },

    /** Counts a registration; throws LimitHit when this address has made enough. */
    async reserveRegistration(client: Client): Promise<Reservation> {
      const taken = await takeAll(
        counter('registrations-ip', settings.registrationsPerIp, addressSubject(client.ip)),
      );
      return { succeed: () => Promise.resolve(), giveBack: () => giveBack(taken) };
    },
  };
}

/** A refusal that names the counter, so that it is told once per window. */
export class LimitHit extends AppError {
  readonly limit: string;
  readonly key: Buffer;

  constructor(limit: string, key: Buffer, retryAfterSeconds: number) {
    super('RATE_LIMITED', { params: { retryAfterSeconds } });
    this.limit = limit;
    this.key = key;
  }
}
