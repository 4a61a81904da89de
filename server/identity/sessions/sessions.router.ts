import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { okOutput, noInput } from '#shared/shapes.ts';
import {
  endedSessionsOutput,
  listedSessionsMaximum,
  revokeSessionInput,
  sessionListItem,
} from '#shared/identity/sessions.ts';

export const sessionsRouter = router({
  list: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(z.array(sessionListItem).max(listedSessionsMaximum))
    .query(({ ctx }) => ctx.services.sessions.list(ctx.request)),

  revoke: protectedProcedure
    .meta({ codes: ['NOT_FOUND'] })
    .input(revokeSessionInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.sessions.revoke(ctx.request, input)),

  revokeOthers: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(endedSessionsOutput)
    .mutation(({ ctx }) => ctx.services.sessions.revokeOthers(ctx.request)),

  revokeAll: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(endedSessionsOutput)
    .mutation(async ({ ctx }) => ctx.cookies.end(await ctx.services.sessions.revokeAll(ctx.request))),
});
