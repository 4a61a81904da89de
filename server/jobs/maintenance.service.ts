import type { SessionKey } from '#server/security/session-tokens.ts';
import type { Repositories } from '#server/repositories.ts';
import { deletedAccountDays } from '#shared/identity/retention.ts';

type CrowdedStep = Awaited<ReturnType<Repositories['sessionEndings']['findCrowded']>>;

/** Rows that one statement removes: so few that no call waits behind it. */
const batch = 1000;
/** How many rows of an erased person go in one statement, each well below its limit of time. */
const erased = { portfolios: 1, prices: 10_000, rates: 10_000, instruments: 100, accounts: 1 };
/** How long ended sessions stay, so that a late token still learns why it is refused (the public contract). */
const endedSessionDays = 30;
/** How many ended sessions of one user stay. Nobody looks through more, and each makes the user's lists slower. */
const endedSessionsKept = 200;
/** Rows of one step through all sessions. */
const stepRows = 10_000;
const beforeAll = {
  userId: '00000000-0000-0000-0000-000000000000',
  sessionId: '00000000-0000-0000-0000-000000000000',
};
/** How long events are kept: over a year, so that the same day of last year can be looked up. */
const auditDays = 400;
/** Enough to see when something began. With one row per minute and code, ninety days are a few million small rows. */
const securityCountDays = 90;
/** Long enough to look into a mail that did not arrive. */
const mailDays = 90;
/** As long as the cookie of the device lives. */
const unusedDeviceDays = 400;

export type MaintenanceService = ReturnType<typeof createMaintenanceService>;

export function createMaintenanceService(
  repositories: Pick<
    Repositories,
    | 'sessionEndings'
    | 'limits'
    | 'audit'
    | 'devices'
    | 'accounts'
    | 'securityCounts'
    | 'erasures'
    | 'links'
    | 'mails'
    | 'usedChallenges'
  >,
) {
  const { sessionEndings, limits, audit, devices, accounts, securityCounts, links, mails, usedChallenges } =
    repositories;
  const { erasures } = repositories;
  const sweeps = [
    () => untilEmpty(() => sessionEndings.deleteEnded(endedSessionDays, batch)),
    sweepCrowds,
    () => untilEmpty(() => limits.deleteOver(batch)),
    () => untilEmpty(() => audit.deleteOlderThan(auditDays, batch)),
    () => untilEmpty(() => devices.deleteUnused(unusedDeviceDays, batch)),
    () => untilEmpty(() => accounts.deleteFormerUsernames(batch)),
    () => untilEmpty(() => links.deleteExpired(batch)),
    () => untilEmpty(() => usedChallenges.deleteExpired(batch)),
    () => untilEmpty(() => mails.deleteOlderThan(mailDays, batch)),
    () => untilEmpty(() => securityCounts.deleteOlderThan(securityCountDays, batch)),
    eraseAccounts,
  ];

  /** Removes ended sessions of users who have very many. */
  async function sweepCrowds(): Promise<number> {
    let removed = 0;
    let after: SessionKey | null = beforeAll;
    while (after) {
      const step: CrowdedStep = await sessionEndings.findCrowded(after, endedSessionsKept, stepRows);
      for (const userId of step.crowded)
        removed += await untilEmpty(() => sessionEndings.deleteEndedOf(userId, endedSessionsKept, batch));
      after = step.next;
    }
    return removed;
  }

  /** A portfolio may hold hundreds of thousands of rows, so each goes by a statement of its own. */
  async function eraseAccounts(): Promise<number> {
    const due = (rows: number) => ({ days: deletedAccountDays, batch: rows });
    return (
      (await untilNone(() => erasures.deletePortfolios(due(erased.portfolios)))) +
      (await untilNone(() => erasures.deletePrices(due(erased.prices)))) +
      (await untilNone(() => erasures.deleteRates(due(erased.rates)))) +
      (await untilNone(() => erasures.deleteInstruments(due(erased.instruments)))) +
      (await untilNone(() => erasures.deleteAccounts(due(erased.accounts))))
    );
  }

  return {
    /** Removes what has expired, in batches, and returns the number of rows. Replicas skip each other's locked rows. */
    async sweep(): Promise<number> {
      let removed = 0;
      for (const sweep of sweeps) removed += await sweep();
      return removed;
    },
  };
}

/** For what takes rows of one person at a time: fewer than a batch are not the last. */
async function untilNone(sweep: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await sweep();
    if (count === 0) return removed;
    removed += count;
  }
}

async function untilEmpty(sweep: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await sweep();
    removed += count;
    if (count < batch) return removed;
  }
}
