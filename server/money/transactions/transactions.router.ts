import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import type { ErrorCode } from '#shared/errors.ts';
import {
  listTransactionsInput,
  recordInput,
  replaceInput,
  transactionSchema,
  transactionsPage,
  voidInput,
} from '#shared/money/transaction-rows.ts';

/** How a ledger refuses what does not fit into it. */
const ledgerCodes: readonly ErrorCode[] = [
  'NOT_FOUND',
  'AMOUNT_OUT_OF_RANGE',
  'INSUFFICIENT_QUANTITY',
  'POSITION_SIDE',
  'LOT_UNAVAILABLE',
  'KEY_REUSED',
];
const bookingCodes: readonly ErrorCode[] = [
  ...ledgerCodes,
  'FOREIGN_CURRENCY_REFUSED',
  'FX_RATE_MISSING',
  'QUOTA_REACHED',
];

export const transactionsRouter = router({
  list: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(listTransactionsInput)
    .output(transactionsPage)
    .query(({ ctx, input }) => ctx.services.transactions.list(ctx.request, input)),

  record: protectedProcedure
    .meta({ codes: bookingCodes })
    .input(recordInput)
    .output(transactionSchema)
    .mutation(({ ctx, input }) => ctx.services.transactions.record(ctx.request, input)),

  replace: protectedProcedure
    .meta({ codes: [...bookingCodes, 'ALREADY_VOIDED'] })
    .input(replaceInput)
    .output(transactionSchema)
    .mutation(({ ctx, input }) => ctx.services.transactions.replace(ctx.request, input)),

  void: protectedProcedure
    .meta({ codes: [...ledgerCodes, 'ALREADY_VOIDED'] })
    .input(voidInput)
    .output(transactionSchema)
    .mutation(({ ctx, input }) => ctx.services.transactions.void(ctx.request, input)),
});
