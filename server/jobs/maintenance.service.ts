import type { SessionKey } from '#server/security/session-tokens.ts';
import type { Repositories } from '#server/repositories.ts';

type CrowdedStep = Awaited<ReturnType<Repositories['sessionEndings']['findCrowded']>>;

/** Rows removed by one statement: few enough that nobody waits behind it. */
const batch = 1000;
/** How long ended sessions stay, so that a late token is still told why (the public contract). */
const endedSessionDays = 30;
/** Of one user, however young: nobody looks through more, and each costs every list of theirs its time. */
const endedSessionsKept = 200;
/** Rows of one step through all sessions. */
const stepRows = 10_000;
const beforeAll = {
  userId: '00000000-0000-0000-0000-000000000000',
  sessionId: '00000000-0000-0000-0000-000000000000',
};
/** How long what happened is kept: a year and a month, so that last year's same day can be looked up. */
const auditDays = 400;
/** Enough to see when something began; ninety days of a row a minute and code are some million small rows at most. */
const securityCountDays = 90;
/** As long as the cookie that names the device lives. */
const unusedDeviceDays = 400;

export type MaintenanceService = ReturnType<typeof createMaintenanceService>;

export function createMaintenanceService(
  repositories: Pick<
    Repositories,
    'sessionEndings' | 'limits' | 'audit' | 'devices' | 'accounts' | 'securityCounts'
  >,
) {
  const { sessionEndings, limits, audit, devices, accounts, securityCounts } = repositories;
  const sweeps = [
    () => untilEmpty(() => sessionEndings.deleteEnded(endedSessionDays, batch)),
    sweepCrowds,
    () => untilEmpty(() => limits.deleteOver(batch)),
    () => untilEmpty(() => audit.deleteOlderThan(auditDays, batch)),
    () => untilEmpty(() => devices.deleteUnused(unusedDeviceDays, batch)),
    () => untilEmpty(() => accounts.deleteFormerUsernames(batch)),
    () => untilEmpty(() => securityCounts.deleteOlderThan(securityCountDays, batch)),
  ];

  /** Ended sessions of whoever has very many. */
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

  return {
    /** Removes what has outlived its time, batch by batch, and returns how many rows went. Replicas pass each other by. */
    async sweep(): Promise<number> {
      let removed = 0;
      for (const sweep of sweeps) removed += await sweep();
      return removed;
    },
  };
}

async function untilEmpty(sweep: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await sweep();
    removed += count;
    if (count < batch) return removed;
  }
}
