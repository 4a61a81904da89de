import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { performanceInput, performanceSchema } from '#shared/money/performance-output.ts';

export const performanceRouter = router({
  get: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(performanceInput)
    .output(performanceSchema)
    .query(({ ctx, input }) => ctx.services.performance.get(ctx.request, input)),
});
