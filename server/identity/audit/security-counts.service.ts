import type {
  EventCount,
  SecurityCountsRepository,
} from '#server/identity/audit/security-counts.repository.ts';
import type { SecurityEvent } from '#server/security-log.ts';
import type { ErrorCode } from '#shared/errors.ts';

export type SecurityCountsService = ReturnType<typeof createSecurityCountsService>;

/** How often something happened that only the log tells in full: a flood may wash lines away, and no count. */
export function createSecurityCountsService(repository: Pick<SecurityCountsRepository, 'add'>) {
  // As many entries as there are events and codes: what a stranger sends makes none.
  let waiting = new Map<string, EventCount>();

  function count(event: SecurityEvent, code: ErrorCode, times = 1): void {
    const key = `${event} ${code}`;
    waiting.set(key, { event, code, count: (waiting.get(key)?.count ?? 0) + times });
  }

  return {
    count: (event: SecurityEvent, code: ErrorCode) => count(event, code),

    /** Writes what was counted since the last time, in one statement; what could not be written waits for the next. */
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
