import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { healthOutput } from '#shared/schemas/system.ts';

export const systemRouter = router({
  health: publicProcedure
    .meta({ codes: [] })
    .output(healthOutput)
    .query(({ ctx }) => ctx.services.system.health()),
});
