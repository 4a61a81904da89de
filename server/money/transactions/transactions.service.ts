import type { ActorRequest } from '#server/caller.ts';
import { AppError } from '#server/errors/app-error.ts';
import type { BookingService } from './booking.service.ts';
import type { BooksRepository } from './books.repository.ts';
import { contentHash } from './content.rules.ts';
import { todayIn } from './days.rules.ts';
import type { OpenLedger } from './ground.service.ts';
import { placeOf, writtenPlace } from './list.rules.ts';
import type { TransactionRow, TransactionsRepository } from './transactions.repository.ts';
import { toTransaction } from './transactions.presenter.ts';
import type { InLedger } from '#server/money/instruments/in-ledger.service.ts';
import { pageDefault } from '#shared/money/pages.ts';
import type {
  ListTransactionsInput,
  RecordInput,
  ReplaceInput,
  Transaction,
  TransactionsPage,
  VoidInput,
} from '#shared/money/transaction-rows.ts';

type Kept = Pick<TransactionsRepository, 'findLegs'>;

interface Dependencies {
  transactions: Pick<TransactionsRepository, 'findPage' | 'findLegs'>;
  books: Pick<BooksRepository, 'findPortfolio' | 'findInstruments'>;
  booking: BookingService;
  inLedger: InLedger;
}

export function createTransactionsService({ transactions, books, booking, inLedger }: Dependencies) {
  /** A key that was used answers with its row, or refuses other content. */
  async function write(
    { actor }: ActorRequest,
    input: RecordInput | ReplaceInput | VoidInput,
    work: (ledger: OpenLedger) => Promise<string>,
  ): Promise<Transaction> {
    const { id: userId, timeZone } = actor.user;
    const key = { userId, portfolioId: input.portfolioId };
    const request = { request_key: input.key, content_hash: contentHash(input) };
    return inLedger(userId, async (kept) => {
      const portfolio = await kept.books.findPortfolio(key);
      if (!portfolio) throw new AppError('NOT_FOUND');
      const earlier = await kept.transactions.findByKey(key, input.key);
      if (earlier && !earlier.content_hash.equals(request.content_hash)) throw new AppError('KEY_REUSED');
      const today = todayIn(timeZone);
      const id = earlier?.id ?? (await work({ kept, key, portfolio, request, today }));
      if (!earlier) await kept.ledgers.raiseRevision(userId);
      const row = await kept.transactions.find(key, id);
      if (!row) throw new Error('The transaction that was recorded is not found');
      const [transaction] = await present(kept.transactions, userId, [row]);
      if (!transaction) throw new Error('One row makes one transaction');
      return transaction;
    });
  }

  async function requireOwn(
    userId: string,
    { portfolioId, instrumentId }: NonNullable<ListTransactionsInput>,
  ) {
    const isForeign =
      (portfolioId !== undefined && !(await books.findPortfolio({ userId, portfolioId }))) ||
      (instrumentId !== undefined && (await books.findInstruments(userId, [instrumentId])).length === 0);
    if (isForeign) throw new AppError('NOT_FOUND');
  }

  return {
    async list({ actor }: ActorRequest, input: ListTransactionsInput): Promise<TransactionsPage> {
      const { cursor, limit = pageDefault, ...filters } = input ?? {};
      const { id: userId } = actor.user;
      await requireOwn(userId, filters);
      const after = cursor === undefined ? undefined : placeOf(cursor);
      const rows = await transactions.findPage(userId, filters, { after, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await present(transactions, userId, page),
        nextCursor: rows.length > limit && last ? writtenPlace(last) : null,
      };
    },

    record: (request: ActorRequest, input: RecordInput) =>
      write(request, input, (ledger) => booking.append(ledger, input.transaction, null)),

    replace: (request: ActorRequest, input: ReplaceInput) =>
      write(request, input, async (ledger) =>
        booking.append(ledger, input.transaction, await booking.findVoidable(ledger, input.transactionId)),
      ),

    void: (request: ActorRequest, input: VoidInput) =>
      write(request, input, async (ledger) =>
        booking.voidRow(ledger, await booking.findVoidable(ledger, input.transactionId)),
      ),
  };
}

async function present(kept: Kept, userId: string, rows: readonly TransactionRow[]): Promise<Transaction[]> {
  const legs = Map.groupBy(await kept.findLegs(userId, rows), ({ transaction_id }) => transaction_id);
  return rows.map((row) => toTransaction(row, legs.get(row.id) ?? []));
}
