import {
  cookieSignInProcedure,
  publicProcedure,
  router,
  unbatchedProcedure,
} from '#server/trpc/procedures.ts';
import {
  loginInput,
  loginOutput,
  okOutput,
  registerInput,
  registerOutput,
  sessionOutput,
  sessionTimes,
} from '#shared/schemas/auth.ts';

export const authRouter = router({
  register: cookieSignInProcedure
    .input(registerInput)
    .output(registerOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookieSession.open(await ctx.services.auth.register(input, ctx.client)),
    ),

  login: cookieSignInProcedure
    .input(loginInput)
    .output(loginOutput)
    .mutation(async ({ ctx, input }) => ({
      status: 'signed-in' as const,
      ...ctx.cookieSession.open(await ctx.services.auth.login(input, ctx.client)),
    })),

  session: publicProcedure
    .output(sessionOutput)
    .query(async ({ ctx }) => ctx.services.auth.session(await ctx.findActor(), ctx.client.presented.refresh)),

  refresh: unbatchedProcedure
    .output(sessionTimes)
    .mutation(async ({ ctx }) =>
      ctx.cookieSession.continue(
        await ctx.services.refresh.refresh(ctx.client.presented.refresh, ctx.client),
      ),
    ),

  logout: unbatchedProcedure
    .output(okOutput)
    .mutation(async ({ ctx }) => ctx.cookieSession.end(await ctx.services.sessions.logout(ctx.client))),
});
