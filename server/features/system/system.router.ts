import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { healthOutput } from '#shared/schemas/system.ts';

export const systemRouter = router({
  health: publicProcedure.output(healthOutput).query(({ ctx }) => ctx.services.system.health()),
});
