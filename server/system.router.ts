import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { healthOutput } from '#shared/system.ts';
import { noInput } from '#shared/nothing.ts';

export const systemRouter = router({
  health: publicProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(healthOutput)
    .query(({ ctx }) => ctx.services.system.health()),
});
