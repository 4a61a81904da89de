import type { Repositories } from '#server/repositories.ts';

/** Rows removed by one statement: few enough that nobody waits behind it. */
const batch = 1000;
/** How long ended sessions stay, so that a late token is still told why (the public contract). */
const endedSessionDays = 30;
/** How long what happened is kept: a year and a month, so that last year's same day can be looked up. */
const auditDays = 400;
/** As long as the cookie that names the device lives. */
const unusedDeviceDays = 400;

export type MaintenanceService = ReturnType<typeof createMaintenanceService>;

export function createMaintenanceService(
  repositories: Pick<Repositories, 'sessionEndings' | 'limits' | 'audit' | 'devices' | 'formerUsernames'>,
) {
  const { sessionEndings, limits, audit, devices, formerUsernames } = repositories;
  const sweeps = [
    () => sessionEndings.deleteEnded(endedSessionDays, batch),
    () => limits.deleteOver(batch),
    () => audit.deleteOlderThan(auditDays, batch),
    () => devices.deleteUnused(unusedDeviceDays, batch),
    () => formerUsernames.deleteOver(batch),
  ];

  return {
    /** Removes what has outlived its time, batch by batch, and returns how many rows went. Replicas pass each other by. */
    async sweep(): Promise<number> {
      let removed = 0;
      for (const sweep of sweeps) removed += await untilEmpty(sweep);
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
