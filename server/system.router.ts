import packageJson from '#package' with { type: 'json' };
import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { healthOutput, noInput } from '#shared/shapes.ts';

export const systemRouter = router({
  health: publicProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(healthOutput)
    .query(() => ({ status: 'ok' as const, version: packageJson.version })),
});
