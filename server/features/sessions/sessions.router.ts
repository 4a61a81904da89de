import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { sessionListItem } from '#shared/schemas/sessions.ts';

export const sessionsRouter = router({
  list: protectedProcedure
    .output(z.array(sessionListItem))
    .query(({ ctx }) => ctx.services.sessions.list(ctx.actor)),
});
