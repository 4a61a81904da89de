import { createPerformanceReadings } from '#server/money/performance/performance-readings.service.ts';
import { createPositionsReadings } from '#server/money/positions/positions-readings.service.ts';
import type { Reading } from '#server/money/readings/readings.rules.ts';
import { createBooksService } from '#server/money/transactions/books.service.ts';
import { createLedgerEndsService } from '#server/money/transactions/ledger-ends.service.ts';
import { createReachedService } from '#server/money/transactions/reached.service.ts';

/** All readings of money. The thread that answers makes them, and each thread for long ones. */
export function createReadings() {
  const books = createBooksService();
  const reached = createReachedService();
  const ends = createLedgerEndsService(books);
  const positions = createPositionsReadings({ books, ends, reached });
  const performance = createPerformanceReadings({ books });
  const all: Reading<never, unknown>[] = [
    positions.list,
    positions.listLots,
    performance.get,
    performance.getNetWorth,
  ];
  return { positions, performance, byName: new Map(all.map((reading) => [reading.name, reading])) };
}
