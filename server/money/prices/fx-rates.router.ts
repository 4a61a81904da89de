import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  changedOutput,
  listRatesInput,
  putRatesInput,
  rateList,
  removeRatesInput,
} from '#shared/money/observations.ts';

export const fxRatesRouter = router({
  list: protectedProcedure
    .meta({ codes: [] })
    .input(listRatesInput)
    .output(rateList)
    .query(({ ctx, input }) => ctx.services.fxRates.list(ctx.request, input)),

  put: protectedProcedure
    .meta({ codes: ['QUOTA_REACHED'] })
    .input(putRatesInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => ctx.services.fxRates.put(ctx.request, input)),

  remove: protectedProcedure
    .meta({ codes: [] })
    .input(removeRatesInput)
    .output(changedOutput)
    .mutation(({ ctx, input }) => ctx.services.fxRates.remove(ctx.request, input)),
});
