import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { listLotsInput, lotsSchema } from '#shared/money/positions.ts';

export const lotsRouter = router({
  list: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(listLotsInput)
    .output(lotsSchema)
    .query(({ ctx, input }) => ctx.services.positions.listLots(ctx.request, input)),
});
