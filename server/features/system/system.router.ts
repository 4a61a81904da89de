import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { healthOutput } from '#shared/schemas/system.ts';
import { noInput } from '#shared/schemas/nothing.ts';

export const systemRouter = router({
  health: publicProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(healthOutput)
    .query(({ ctx }) => ctx.services.system.health()),
});
