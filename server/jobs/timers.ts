import type { MaintenanceService } from '#server/jobs/maintenance.service.ts';
import type { Logger } from '#server/logger.ts';
import type { SecurityCountsService } from '#server/identity/audit/security-counts.service.ts';

const sweepMillis = 10 * 60_000;

/** Sweeps at intervals until it is stopped; a failed sweep is logged and repeated at the next interval. */
export function startSweeper({ sweep }: MaintenanceService, log: Logger): () => void {
  const timer = setInterval(() => {
    sweep()
      .then((removed) => removed > 0 && log.info({ removed }, 'swept'))
      .catch((error: unknown) => log.warn({ err: error }, 'sweep failed'));
  }, sweepMillis);
  timer.unref();
  return () => clearInterval(timer);
}

const countMillis = 10_000;

/** Writes the counts at intervals, and once more when it is stopped. Counts of a failed write go with the next. */
export function startCountFlush({ flush }: SecurityCountsService, log: Logger): () => Promise<void> {
  const attempt = () =>
    flush().catch((error: unknown) => log.warn({ err: error }, 'security events could not be counted'));
  const timer = setInterval(() => void attempt(), countMillis);
  timer.unref();
  return () => {
    clearInterval(timer);
    return attempt();
  };
}
