import type { MaintenanceService } from '#server/jobs/maintenance.service.ts';
import type { Logger } from '#server/logger.ts';

const everyMillis = 10 * 60_000;

/** Sweeps now and then until it is stopped; a failed sweep is told and tried again at the next turn. */
export function startSweeper({ sweep }: MaintenanceService, log: Logger): () => void {
  const timer = setInterval(() => {
    sweep()
      .then((removed) => removed > 0 && log.info({ removed }, 'swept'))
      .catch((error: unknown) => log.warn({ err: error }, 'sweep failed'));
  }, everyMillis);
  timer.unref();
  return () => clearInterval(timer);
}
