import { z } from 'zod';
import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import { okOutput } from '#shared/identity/auth.ts';
import {
  endedSessionsOutput,
  listedSessionsMaximum,
  revokeSessionInput,
  sessionListItem,
} from '#shared/identity/sessions.ts';
import { noInput } from '#shared/nothing.ts';

export const sessionsRouter = router({
  list: protectedProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(z.array(sessionListItem).max(listedSessionsMaximum))
    .query(({ ctx }) => ctx.services.sessions.list(ctx.actor)),

  revoke: protectedProcedure
    .meta({ codes: ['NOT_FOUND'], alone: true })
    .input(revokeSessionInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.sessions.revoke(ctx.actor, input.sessionId, ctx.client)),

  revokeOthers: protectedProcedure
    .meta({ codes: [], alone: true })
    .input(noInput)
    .output(endedSessionsOutput)
    .mutation(({ ctx }) => ctx.services.sessions.revokeOthers(ctx.actor, ctx.client)),

  revokeAll: protectedProcedure
    .meta({ codes: [], alone: true })
    .input(noInput)
    .output(endedSessionsOutput)
    .mutation(async ({ ctx }) =>
      ctx.cookieSession.end(await ctx.services.sessions.revokeAll(ctx.actor, ctx.client)),
    ),
});
