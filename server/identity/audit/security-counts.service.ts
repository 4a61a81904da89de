import type {
  EventCount,
  SecurityCountsRepository,
} from '#server/identity/audit/security-counts.repository.ts';
import type { SecurityEvent } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';

export type SecurityCountsService = ReturnType<typeof createSecurityCountsService>;

/** Counts the events that only the log records in full: a flood may push out log lines, but no counts. */
export function createSecurityCountsService(repository: Pick<SecurityCountsRepository, 'add'>) {
  // One entry per event and code, so a stranger cannot make it grow.
  let waiting = new Map<string, EventCount>();

  function count(event: SecurityEvent, code: ErrorCode, times = 1): void {
    const key = `${event} ${code}`;
    waiting.set(key, { event, code, count: (waiting.get(key)?.count ?? 0) + times });
  }

  return {
    count: (event: SecurityEvent, code: ErrorCode) => count(event, code),

    /** Writes the counts since the last flush, in one statement. After a failure they wait for the next. */
    async flush(): Promise<void> {
      if (waiting.size === 0) return;
      const counts = [...waiting.values()];
      waiting = new Map();
      try {
        await repository.add(counts);
      } catch (error) {
        for (const { event, code, count: times } of counts) count(event, code, times);
        throw error;
      }
    },
  };
}
