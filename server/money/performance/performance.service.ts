import type { ActorRequest } from '#server/caller.ts';
import type { PerformanceReadings } from './performance-readings.service.ts';
import type { ReadingsService } from '#server/money/readings/readings.service.ts';
import type { NetWorthInput, PerformanceInput } from '#shared/money/performance-output.ts';

interface Dependencies {
  performance: PerformanceReadings;
  tell: ReadingsService['tell'];
}

/** What portfolios gained, and what they are worth together. */
export function createPerformanceService({ performance, tell }: Dependencies) {
  return {
    get: (request: ActorRequest, input: PerformanceInput) => tell(performance.get, request, input),
    getNetWorth: (request: ActorRequest, input: NetWorthInput) =>
      tell(performance.getNetWorth, request, input),
  };
}
