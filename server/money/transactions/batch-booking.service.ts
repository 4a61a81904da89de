import { keepLots, requireOwnSide } from './booking.service.ts';
import { contentHash } from './content.rules.ts';
import { dayOf, instrumentsById, keptFields, namedBy, portfolioRules } from './entries.rules.ts';
import type { OpenLedger } from './ground.service.ts';
import { legsOf } from './legs.rules.ts';
import { invalidField, judged } from './refusals.rules.ts';
import type { NewRecord } from './transaction-batches.repository.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { Repositories } from '#server/repositories.ts';
import { newId } from '#server/security/identifiers.ts';
import { book, type BookingContext } from '#shared/money/booking.ts';
import type { Entry } from '#shared/money/entries.ts';
import { byLedger, Holdings } from '#shared/money/ledger.ts';
import { transactionsMaximum } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** An empty portfolio whose ledger is locked. */
interface EmptyLedger extends Pick<OpenLedger, 'key' | 'portfolio' | 'today'> {
  readonly kept: Pick<Repositories, 'books' | 'lots' | 'transactionBatches'>;
}

export type BatchBookingService = ReturnType<typeof createBatchBookingService>;

/** Records many transactions at once, each judged as `transactions.record` judges one. */
export function createBatchBookingService() {
  return {
    /** They come in the order of the ledger, and bring the rates that they need. */
    async fill(ledger: EmptyLedger, inputs: readonly TransactionInput[]): Promise<void> {
      const { kept, key, portfolio, today } = ledger;
      if (inputs.length > transactionsMaximum)
        throw new AppError('QUOTA_REACHED', { params: { maximum: transactionsMaximum } });
      const ids = [...new Set(inputs.flatMap(namedBy))];
      const instruments = await kept.books.findInstruments(key.userId, ids);
      if (instruments.length < ids.length) throw new AppError('NOT_FOUND');
      const rules = { portfolio: portfolioRules(portfolio), instrument: instrumentsById(instruments) };
      const holdings = new Holdings(rules.portfolio);
      const context = { ...rules, rateOn: () => null, held: (id: string) => holdings.of(id).quantity };
      let last: Entry | null = null;
      const records = inputs.map((input, index) => {
        if (dayOf(input.tradeDate) > today) throw invalidField('tradeDate');
        requireOwnSide(portfolio, input, instruments);
        const entry = judged(() => book(input, { id: newId(), seq: index + 1 }, context));
        if (last !== null && byLedger(last, entry) > 0)
          throw new Error('What fills a portfolio comes in the order of its ledger');
        judged(() => holdings.apply(entry));
        last = entry;
        return recordOf(input, entry, context);
      });
      await kept.transactionBatches.insert(key, records);
      await keepLots(ledger, { lots: [], isWhole: true }, holdings);
    },
  };
}

/** A caller's key has no colon, so none is taken. */
function recordOf(input: TransactionInput, entry: Entry, context: BookingContext): NewRecord {
  const key = `sample:${entry.seq}`;
  const row = {
    id: entry.id,
    seq: entry.seq,
    request_key: key,
    content_hash: contentHash({ key, portfolioId: '', transaction: input }),
    source: 'sim' as const,
    ...keptFields(input, entry, context),
    voids_id: null,
    replaces_id: null,
  };
  return { row, legs: legsOf(entry) };
}
