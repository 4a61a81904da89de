import type { SecurityCountsService } from '#server/identity/audit/security-counts.service.ts';
import type { Logger } from '#server/logger.ts';

const everyMillis = 10_000;

/** Writes the counts now and then, and once more when it is stopped; those of a failed try go with the next. */
export function startCountFlush({ flush }: SecurityCountsService, log: Logger): () => Promise<void> {
  const attempt = () =>
    flush().catch((error: unknown) => log.warn({ err: error }, 'security events could not be counted'));
  const timer = setInterval(() => void attempt(), everyMillis);
  timer.unref();
  return () => {
    clearInterval(timer);
    return attempt();
  };
}
