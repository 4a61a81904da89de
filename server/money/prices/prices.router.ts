import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  changedOutput,
  listPricesInput,
  priceList,
  putPricesInput,
  removePricesInput,
} from '#shared/money/observations.ts';

export const pricesRouter = router({
  list: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(listPricesInput)
    .output(priceList)
    .query(({ ctx, input }) => ctx.services.prices.list(ctx.request, input)),

  put: protectedProcedure
    .meta({ codes: ['NOT_FOUND', 'QUOTA_REACHED'] })
    .input(putPricesInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => ctx.services.prices.put(ctx.request, input)),

  remove: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(removePricesInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => ctx.services.prices.remove(ctx.request, input)),
});
