import type { Logger } from '#server/logger.ts';
import type { Repositories } from '#server/repositories.ts';

/** Rows removed by one statement: few enough that nobody waits behind it. */
const batch = 1000;
const everyMillis = 10 * 60_000;
/** How long ended sessions stay, so that a late token is still told why (the public contract). */
const endedSessionDays = 30;
/** How long what happened is kept: a year and a month, so that last year's same day can be looked up. */
export const auditRetentionDays = 400;
/** As long as the cookie that names the device lives. */
const unusedDeviceDays = 400;

type SweptRepositories = Pick<Repositories, 'sessions' | 'limits' | 'audit' | 'devices'>;

/** Removes what has outlived its time, batch by batch, and returns how many rows went. Replicas do not wait for each other. */
export async function sweepOnce({ sessions, limits, audit, devices }: SweptRepositories): Promise<number> {
  const sweeps = [
    () => sessions.deleteEnded(endedSessionDays, batch),
    () => limits.deleteOver(batch),
    () => audit.deleteOlderThan(auditRetentionDays, batch),
    () => devices.deleteUnused(unusedDeviceDays, batch),
  ];
  let removed = 0;
  for (const sweep of sweeps) removed += await untilEmpty(sweep);
  return removed;
}

async function untilEmpty(sweep: () => Promise<number>): Promise<number> {
  const removed = await sweep();
  return removed < batch ? removed : removed + (await untilEmpty(sweep));
}

/** Sweeps now and then until it is stopped; a failed sweep is told and tried again at the next turn. */
export function startSweeper(repositories: SweptRepositories, log: Logger): () => void {
  const timer = setInterval(() => {
    sweepOnce(repositories)
      .then((removed) => removed > 0 && log.info({ removed }, 'swept'))
      .catch((error: unknown) => log.warn({ err: error }, 'sweep failed'));
  }, everyMillis);
  timer.unref();
  return () => clearInterval(timer);
}
