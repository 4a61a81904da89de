import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { netWorthInput, netWorthSchema } from '#shared/money/performance-output.ts';

export const netWorthRouter = router({
  get: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(netWorthInput)
    .output(netWorthSchema)
    .query(({ ctx, input }) => ctx.services.performance.getNetWorth(ctx.request, input)),
});
