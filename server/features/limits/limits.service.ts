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
  readonly exportsPerUser: WindowLimit;
  readonly usernameChangesPerUser: WindowLimit;
}

/** What a signed-in person may do only so often. */
export type LimitedAct = 'exports-user' | 'username-changes-user';

/** Whom a hit limit is told of. */
interface Concerned {
  readonly userId: string | null;
  readonly client: Client;
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
  /** The caller was told neither yes nor no: as if the call had not been made. Never fails. */
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
  /** Places that the database was too far away to take back. */
  let owed: Taken[] = [];
  const limitOfAct: Readonly<Record<LimitedAct, WindowLimit>> = {
    'exports-user': settings.exportsPerUser,
    'username-changes-user': settings.usernameChangesPerUser,
  };

  function counter(name: string, limit: WindowLimit, ...subject: string[]): Counter[] {
    return limit ? [{ name, limit, key: limitKey(name, ...subject) }] : [];
  }

  /** From the caller's own to the shared one: whose own is gone spends nobody else's. */
  async function takeAll(counters: Counter[], concerned: Concerned): Promise<Taken[]> {
    if (owed.length > 0) await settle();
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
      await tellOnce(refusedBy, concerned);
      const retryAfterSeconds = await repositories.limits.secondsLeft(refusedBy.key);
      throw new AppError('RATE_LIMITED', { params: { retryAfterSeconds } });
    }
  }

  /** Once per counter and window, so that nobody fills the audit table from outside. */
  async function tellOnce({ name, key }: Counter, { userId, client }: Concerned): Promise<void> {
    await inTransaction(async ({ limits, audit }) => {
      if (!(await limits.markHitTold(key))) return;
      await audit.insert({ event: 'limit-hit', userId, client, details: { limit: name } });
    });
  }

  async function settle(): Promise<void> {
    const places = owed;
    owed = [];
    try {
      for (let place = places.pop(); place; place = places.pop())
        await repositories.limits.giveBack(place).catch((error: unknown) => {
          places.push(place);
          throw error;
        });
    } finally {
      owed.push(...places);
    }
  }

  /** At once, or before this process counts again: a lost database must cost nobody a guess. */
  async function giveBack(taken: readonly Taken[]): Promise<void> {
    owed.push(...taken);
    await settle().catch(() => undefined);
  }

  return {
    /** Counts a password check as a failure until it is answered; throws RATE_LIMITED when a budget is spent. */
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
      const taken = await takeAll(
        [
          ...counter('checks-ip', settings.checksPerIp, address),
          ...(site === null ? [] : counter('checks-site', perSite, site)),
          ...own,
          ...shared,
        ],
        subject,
      );
      let held = taken;
      return {
        async succeed() {
          for (const { key } of own) await repositories.limits.delete(key);
          const lost = held.filter(isOf(shared));
          held = held.filter((place) => !isOf([...own, ...shared])(place));
          await giveBack(lost);
        },
        giveBack: () => giveBack(held),
      };
    },

    /** Counts a registration; throws RATE_LIMITED when this address has made enough. */
    async reserveRegistration(client: Client): Promise<Reservation> {
      const counters = counter('registrations-ip', settings.registrationsPerIp, addressSubject(client.ip));
      const taken = await takeAll(counters, { userId: null, client });
      return { succeed: () => Promise.resolve(), giveBack: () => giveBack(taken) };
    },

    /** Counts one act of a signed-in person before `work` does it; RATE_LIMITED when they have done enough. */
    async countAct<Result>(
      act: LimitedAct,
      { userId, client }: { userId: string; client: Client },
      work: () => Promise<Result>,
    ): Promise<Result> {
      const taken = await takeAll(counter(act, limitOfAct[act], userId), { userId, client });
      return keepIfAnswered({ giveBack: () => giveBack(taken) }, work);
    },
  };
}

/** Whoever is told that something broke was told nothing else, and has spent nothing. */
export async function keepIfAnswered<Result>(
  reservation: Pick<Reservation, 'giveBack'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isRefusal = error instanceof AppError && error.status < 500;
    if (!isRefusal) await reservation.giveBack();
    throw error;
  }
}

function isOf(counters: readonly Counter[]) {
  return (place: Taken): boolean => counters.some(({ key }) => key.equals(place.key));
}
