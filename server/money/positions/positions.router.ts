import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { listPositionsInput, positionsSchema } from '#shared/money/positions.ts';

export const positionsRouter = router({
  list: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(listPositionsInput)
    .output(positionsSchema)
    .query(({ ctx, input }) => ctx.services.positions.list(ctx.request, input)),
});
