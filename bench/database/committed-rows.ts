import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#server/db/database.ts';
import { createInLedger } from '#server/money/instruments/in-ledger.service.ts';
import { createBookingService } from '#server/money/transactions/booking.service.ts';
import { createGroundService } from '#server/money/transactions/ground.service.ts';
import { createReachedService } from '#server/money/transactions/reached.service.ts';
import { createInTransaction } from '#server/repositories.ts';
import { readDay, writeDay } from '#shared/money/days.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** Of the newest rows. */
const days = 3_650;

/** Two are bought and one of them sold, as in the other portfolios. */
function tradesOf(instrumentId: string, count: number, today: number): TransactionInput[] {
  return Array.from({ length: count }, (_, n) => ({
    type: n % 3 === 2 ? ('sell' as const) : ('buy' as const),
    instrumentId,
    tradeDate: writeDay(today - days + Math.floor((n * days) / count)),
    quantity: '2',
    price: '10.5',
    fee: '0.1',
  }));
}

/** Makes portfolios of so many transactions, each judged and all committed at once. */
export function rowsToCommit(db: Database, { userId, count }: { userId: string; count: number }) {
  const rules = { sessionIdleMinutes: 0, rotationsPerSession: null };
  const inLedger = createInLedger(createInTransaction(db, rules));
  const { recordAll } = createBookingService(createGroundService(createReachedService()));
  const today = readDay(new Date().toISOString().slice(0, 10)) ?? 0;
  const kind = { account_type: 'INTERNATIONAL', base_currency: 'USD', country: 'KZ' } as const;
  let made: string | undefined;

  return {
    async commit(instrumentId: string): Promise<void> {
      const key = { userId, portfolioId: randomUUID() };
      await inLedger(userId, async (kept) => {
        await kept.portfolios.insert({ userId, id: key.portfolioId }, { ...kind, name: key.portfolioId });
        const portfolio = await kept.books.findPortfolio(key);
        if (!portfolio) throw new Error('The portfolio that was made is not found');
        await recordAll({ kept, key, portfolio, today }, tradesOf(instrumentId, count, today));
      });
      made = key.portfolioId;
    },

    async remove(): Promise<void> {
      await sql`delete from portfolios where user_id = ${userId}::uuid and id = ${made ?? null}::uuid`.execute(
        db,
      );
    },
  };
}
