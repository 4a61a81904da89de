import type { WindowLimit } from '#server/config/limits.ts';
import {
  budgetOf,
  isOf,
  type Budget,
  type Counter,
  type LimitSettings,
  type MailKind,
} from '#server/identity/limits/limits.rules.ts';
import { isRefusal } from '#server/errors/app-error.ts';
import type { Refunds } from '#server/identity/limits/refunds.service.ts';
import type { Concerned, FullWindow, LimitHits } from '#server/identity/limits/limit-hits.service.ts';
import type { DeviceKey, LimitsRepository, Taken } from '#server/identity/limits/limits.repository.ts';
import type { Caller } from '#server/caller.ts';
import type { InTransaction } from '#server/repositories.ts';
import { canonicalForm } from '#server/security/identifiers.ts';
import { addressSubject, siteSubject, type LimitKeys } from '#server/security/limit-keys.ts';

/** A site may do ten times what one address may: a /48 holds 65,536 networks of customers. */
const siteFactor = 10;
/** How many devices of one owner have budgets of their own at a time. A thief of more device tokens gains nothing. */
const maximumDeviceBudgets = 5;

/** What a signed-in person may do only a limited number of times. */
export type LimitedAct = 'exports-user' | 'username-changes-user';

/** A device whose token was presented. An unknown one gets an invented owner, so that both cost the same statements. */
export interface PresentedDevice extends DeviceKey {
  readonly isKnown: boolean;
}

/** Whose password is checked, and from where. */
export interface PasswordCheckSubject {
  /** As typed, in canonical form. Not the account's id: it would show which identifiers share an account. */
  readonly account: string;
  readonly userId: string | null;
  readonly device: PresentedDevice | null;
  readonly caller: Caller;
}

/** Attempts counted before the work; its outcome decides whether they stay counted. */
export interface Reservation {
  /** Undoes the count, for a call that revealed neither yes nor no. Never fails. */
  refund(): Promise<void>;
}

export interface PasswordReservation extends Reservation {
  /** What the caller has left for this identifier; null without a limit. */
  readonly budget: Budget | null;
  /** For a right password: undoes this count of the account, and forgets the caller's earlier failures. */
  succeed(): Promise<void>;
}

interface SecondFactorReservation extends Reservation {
  /** For a right code: forgets the wrong ones before it. Never fails. */
  succeed(): Promise<void>;
}

interface Dependencies {
  limits: Pick<LimitsRepository, 'delete' | 'deleteAndRefund' | 'takeAll'>;
  refunds: Refunds;
  hits: LimitHits;
  inTransaction: InTransaction;
  limitKey: LimitKeys;
  settings: LimitSettings;
}

/** Undoes a transaction that counts: a counter in it is full. */
class FullCounter extends Error {
  override name = 'FullCounter';
  readonly window: FullWindow;
  constructor(window: FullWindow) {
    super();
    this.window = window;
  }
}

export type LimitsService = ReturnType<typeof createLimitsService>;

/** Counts before the work, in the database, so that parallel guesses and replicas share one budget. */
export function createLimitsService(dependencies: Dependencies) {
  const { limits, refunds, hits, inTransaction, limitKey, settings } = dependencies;
  const limitOfAct: Readonly<Record<LimitedAct, WindowLimit>> = {
    'exports-user': settings.exportsPerUser,
    'username-changes-user': settings.usernameChangesPerUser,
  };

  function counter(name: string, limit: WindowLimit, ...subject: string[]): Counter[] {
    return limit ? [{ name, limit, key: limitKey(name, ...subject) }] : [];
  }

  /** The counters of the caller's address and of the site it belongs to. */
  function perAddress(
    name: 'checks' | 'registrations' | 'mails',
    limit: WindowLimit,
    address: string,
  ): Counter[] {
    const site = siteSubject(address);
    const ofSite = limit && { ...limit, count: limit.count * siteFactor };
    return [
      ...counter(`${name}-ip`, limit, addressSubject(address)),
      ...(site === null ? [] : counter(`${name}-site`, ofSite, site)),
    ];
  }

  /** Counts all or none. */
  async function takeAll(
    counters: readonly Counter[],
    within: Pick<LimitsRepository, 'takeAll'> = limits,
  ): Promise<Taken[]> {
    const { taken, full } = await within.takeAll(counters);
    const counted = full && counters[full.index];
    if (counted) throw new FullCounter({ ...full, ...counted });
    return taken;
  }

  /** What others must not lose is given back first. A full counter is answered when nothing holds it any more. */
  async function counting<Result>(concerned: Concerned, count: () => Promise<Result>): Promise<Result> {
    await refunds.flush();
    try {
      return await count();
    } catch (error) {
      throw error instanceof FullCounter ? await hits.refuse(error.window, concerned) : error;
    }
  }

  const countFor = (caller: Caller, counters: readonly Counter[]) =>
    counting({ userId: null, caller }, () => takeAll(counters));

  /** The caller's own counter, and the account's shared one, from which a known device is exempt. */
  function linesOf({ account, caller }: PasswordCheckSubject, device: DeviceKey | null) {
    const subject = device ? device.tokenHash.toString('hex') : addressSubject(caller.address);
    const [own] = counter('failed-own', settings.failedPerAccountAndIp, account, subject);
    return {
      own: own ? [{ ...own, ...(device && { device }) }] : [],
      shared: device ? [] : counter('failed-account', settings.failedPerAccount, account),
    };
  }

  async function countForAddress(subject: PasswordCheckSubject, checks: readonly Counter[]) {
    const lines = linesOf(subject, null);
    return { ...lines, taken: await takeAll([...checks, ...lines.own, ...lines.shared]) };
  }

  /** The devices of one owner are counted in turn, in one transaction with what is counted for one of them. */
  async function countForDevice(
    subject: PasswordCheckSubject,
    device: PresentedDevice,
    checks: readonly Counter[],
  ) {
    return inTransaction(async ({ limits: within }) => {
      const ofAddress = await takeAll(checks, within);
      const lines = linesOf(subject, (await hasBudget(within, device)) ? device : null);
      const ofAccount = await takeAll([...lines.own, ...lines.shared], within);
      return { ...lines, taken: [...ofAddress, ...ofAccount] };
    });
  }

  return {
    /**
     * Counts a password check as a failure until it is answered; throws RATE_LIMITED when a budget is spent. The
     * caller's own counter comes first: a caller who has spent it cannot spend the shared one.
     */
    async reservePasswordCheck(subject: PasswordCheckSubject): Promise<PasswordReservation> {
      const checks = perAddress('checks', settings.checksPerIp, subject.caller.address);
      const { own, shared, taken } = await counting(subject, () =>
        subject.device ? countForDevice(subject, subject.device, checks) : countForAddress(subject, checks),
      );
      let held = taken;
      return {
        budget: budgetOf(own, taken),
        async succeed() {
          const [mine] = own;
          const [lost] = held.filter(isOf(shared));
          if (mine && lost) await limits.deleteAndRefund(mine.key, lost);
          else if (mine) await limits.delete(mine.key);
          else if (lost) await refunds.refund([lost]);
          held = held.filter((place) => !isOf([...own, ...shared])(place));
        },
        refund: () => refunds.refund(held),
      };
    },

    /** Counts a registration; throws RATE_LIMITED when this address has registered too many. */
    async reserveRegistration(caller: Caller): Promise<Reservation> {
      const counters = perAddress('registrations', settings.registrationsPerIp, caller.address);
      const taken = await countFor(caller, counters);
      return { refund: () => refunds.refund(taken) };
    },

    /** Counts the check of a link, a passkey or a first code, whatever its outcome; RATE_LIMITED after too many. */
    async countCheck(caller: Caller): Promise<void> {
      await countFor(caller, perAddress('checks', settings.checksPerIp, caller.address));
    },

    /**
     * Counts the code of a second factor as wrong until it is answered; throws RATE_LIMITED when a budget is spent. It
     * is the account's own budget: whoever spends it locks neither the password nor a passkey.
     */
    async reserveSecondFactor(subject: { userId: string; caller: Caller }): Promise<SecondFactorReservation> {
      const own = counter('second-factors', settings.secondFactorsPerAccount, subject.userId);
      const checks = perAddress('checks', settings.checksPerIp, subject.caller.address);
      const taken = await counting(subject, () => takeAll([...checks, ...own]));
      return {
        async succeed() {
          for (const { key } of own)
            await limits.delete(key).catch(() => refunds.refund(taken.filter(isOf(own))));
        },
        refund: () => refunds.refund(taken.filter(isOf(own))),
      };
    },

    /** Counts a request for a mail by the caller's address; throws RATE_LIMITED after too many. */
    async countMailRequest(caller: Caller): Promise<void> {
      await countFor(caller, perAddress('mails', settings.mailsPerIp, caller.address));
    },

    /** Counts a mail to an address, whoever asks for it; throws RATE_LIMITED after too many of its kind. */
    async countMailTo(email: string, caller: Caller, kind: MailKind = 'mails-address'): Promise<void> {
      await countFor(caller, counter(kind, settings.mailsPerAddress, canonicalForm(email)));
    },

    /** Counts one act of a signed-in person before `work` runs; throws RATE_LIMITED when the limit is reached. */
    async countAct<Result>(
      act: LimitedAct,
      { userId, caller }: { userId: string; caller: Caller },
      work: () => Promise<Result>,
    ): Promise<Result> {
      const own = counter(act, limitOfAct[act], userId);
      const taken = await counting({ userId, caller }, () => takeAll(own));
      try {
        return await work();
      } catch (error) {
        if (!isRefusal(error)) await refunds.refund(taken);
        throw error;
      }
    },
  };
}

/** Runs the same statements for a known device and for an invented one. */
async function hasBudget(limits: LimitsRepository, device: PresentedDevice): Promise<boolean> {
  await limits.lockDevices(device.owner);
  const others = await limits.countOtherDevices(device);
  return device.isKnown && others < maximumDeviceBudgets;
}
