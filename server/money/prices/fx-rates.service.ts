import type { ActorRequest } from '#server/caller.ts';
import type { FxRatesRepository, KeptRate } from '#server/money/prices/fx-rates.repository.ts';
import { requirePast, requireRange, requireRoom } from '#server/money/prices/observations.rules.ts';
import type { InLedger } from '#server/money/instruments/in-ledger.service.ts';
import { decimal, units } from '#shared/money/decimal.ts';
import {
  listedRowsMaximum,
  type Changed,
  type ListRatesInput,
  type PutRatesInput,
  type RateList,
  type RemoveRatesInput,
} from '#shared/money/observations.ts';
import { inverse } from '#shared/money/rounding.ts';

interface Dependencies {
  fxRates: Pick<FxRatesRepository, 'findNewest'>;
  inLedger: InLedger;
}

/** What currencies were worth in others, day by day. */
export function createFxRatesService({ fxRates, inLedger }: Dependencies) {
  return {
    async list({ actor }: ActorRequest, { base, quote, from, to }: ListRatesInput): Promise<RateList> {
      requireRange({ from, to });
      const pair = { userId: actor.user.id, base, quote };
      const rows = await fxRates.findNewest(pair, { from, to }, listedRowsMaximum);
      return rows.map((row) => ({ date: row.date, rate: rateFor(base, row), source: row.source }));
    },

    put({ actor }: ActorRequest, { base, quote, rows }: PutRatesInput): Promise<Changed> {
      const { id: userId, timeZone } = actor.user;
      requirePast(rows, timeZone);
      return inLedger(userId, async ({ ledgers, fxRates: kept }) => {
        const { added, changed } = await kept.upsertManual({ userId, base, quote }, rows);
        if (added > 0) requireRoom(await ledgers.countObservations(userId));
        if (changed > 0) await ledgers.raisePriceRevision(userId);
        return { changed };
      });
    },

    remove({ actor }: ActorRequest, { base, quote, dates }: RemoveRatesInput): Promise<Changed> {
      const { id: userId } = actor.user;
      return inLedger(userId, async ({ ledgers, fxRates: kept }) => {
        const changed = await kept.deleteEntered({ userId, base, quote }, dates);
        if (changed > 0) await ledgers.raisePriceRevision(userId);
        return { changed };
      });
    },
  };
}

/** A row of the reverse pair is read the other way round. */
function rateFor(base: string, row: KeptRate): string {
  const rate = units(row.rate);
  return decimal(row.base === base ? rate : inverse(rate));
}
