import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import { isPossiblePrice } from '#server/money/instruments/instruments.rules.ts';
import type { InstrumentsRepository } from '#server/money/instruments/instruments.repository.ts';
import {
  requirePast,
  requireRange,
  requireRoom,
  requireRows,
} from '#server/money/prices/observations.rules.ts';
import type { PricesRepository } from '#server/money/prices/prices.repository.ts';
import type { InLedger } from '#server/money/instruments/in-ledger.service.ts';
import type { Repositories } from '#server/repositories.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import {
  listedRowsMaximum,
  type Changed,
  type ListPricesInput,
  type PriceList,
  type PutPricesInput,
  type RemovePricesInput,
} from '#shared/money/observations.ts';

interface Dependencies {
  instruments: Pick<InstrumentsRepository, 'find'>;
  prices: Pick<PricesRepository, 'findNewest'>;
  inLedger: InLedger;
}

/** What was seen of an instrument's price, day by day. */
export function createPricesService({ instruments, prices, inLedger }: Dependencies) {
  return {
    async list({ actor }: ActorRequest, { instrumentId, from, to }: ListPricesInput): Promise<PriceList> {
      const key = { userId: actor.user.id, id: instrumentId };
      requireRange({ from, to });
      if (!(await instruments.find(key))) throw new AppError('NOT_FOUND');
      const rows = await prices.findNewest(key, { from, to }, listedRowsMaximum);
      return rows.map((row) => ({ ...row, price: decimal(units(row.price)) }));
    },

    put({ actor }: ActorRequest, { instrumentId, rows }: PutPricesInput): Promise<Changed> {
      const key = { userId: actor.user.id, id: instrumentId };
      requirePast(rows, actor.user.timeZone);
      return inLedger(key.userId, async (repositories) => {
        const instrument = await repositories.instruments.find(key);
        if (!instrument) throw new AppError('NOT_FOUND');
        requireRows(rows, 'price', ({ price }) => isPossiblePrice(units(price), instrument));
        const { added, changed } = await repositories.prices.upsertManual(key, rows);
        if (added > 0) requireRoom(await repositories.ledgers.countObservations(key.userId));
        return noted(repositories, key.userId, changed);
      });
    },

    remove({ actor }: ActorRequest, { instrumentId, dates }: RemovePricesInput): Promise<Changed> {
      const key = { userId: actor.user.id, id: instrumentId };
      return inLedger(key.userId, async (repositories) => {
        if (!(await repositories.instruments.find(key))) throw new AppError('NOT_FOUND');
        return noted(repositories, key.userId, await repositories.prices.deleteEntered(key, dates));
      });
    },
  };
}

/** Figures are old once something has changed, and only then. */
async function noted(repositories: Repositories, userId: string, changed: number): Promise<Changed> {
  if (changed > 0) await repositories.ledgers.raisePriceRevision(userId);
  return { changed };
}
