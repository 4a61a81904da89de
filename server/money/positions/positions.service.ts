import type { ActorRequest } from '#server/caller.ts';
import type { PositionsReadings } from './positions-readings.service.ts';
import type { ReadingsService } from '#server/money/readings/readings.service.ts';
import type { ListLotsInput, ListPositionsInput } from '#shared/money/positions.ts';

interface Dependencies {
  positions: PositionsReadings;
  tell: ReadingsService['tell'];
}

/** What a portfolio holds. */
export function createPositionsService({ positions, tell }: Dependencies) {
  return {
    list: (request: ActorRequest, input: ListPositionsInput) => tell(positions.list, request, input),
    listLots: (request: ActorRequest, input: ListLotsInput) => tell(positions.listLots, request, input),
  };
}
