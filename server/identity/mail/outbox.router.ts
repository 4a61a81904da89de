import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { outboxOutput } from '#shared/identity/mail.ts';
import { noInput } from '#shared/shapes.ts';

export const outboxRouter = router({
  list: publicProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(noInput)
    .output(outboxOutput)
    .query(({ ctx }) => ctx.services.outbox.list(ctx.request)),
});
