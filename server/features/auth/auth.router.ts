import {
  cookieSignInProcedure,
  publicProcedure,
  refreshCookieProcedure,
  router,
} from '#server/trpc/procedures.ts';
import { newPasswordCodes, refreshCodes } from '#server/trpc/policy.ts';
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
    .meta({
      codes: ['UNAUTHENTICATED', 'REGISTRATION_CLOSED', 'EMAIL_TAKEN', 'USERNAME_TAKEN', ...newPasswordCodes],
      costs: 'registration',
      alone: true,
    })
    .input(registerInput)
    .output(registerOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookieSession.open(await ctx.services.auth.register(input, ctx.client)),
    ),

  login: cookieSignInProcedure
    .meta({
      codes: ['UNAUTHENTICATED', 'INVALID_CREDENTIALS', 'ACCOUNT_DISABLED'],
      costs: 'password-check',
      alone: true,
    })
    .input(loginInput)
    .output(loginOutput)
    .mutation(async ({ ctx, input }) => ({
      status: 'signed-in' as const,
      ...ctx.cookieSession.open(await ctx.services.auth.login(input, ctx.client)),
    })),

  session: publicProcedure
    .meta({ codes: [] })
    .output(sessionOutput)
    .query(async ({ ctx }) => ctx.services.auth.session(await ctx.findActor(), ctx.client.presented.refresh)),

  refresh: refreshCookieProcedure
    .meta({ codes: refreshCodes, costs: 'rotation', alone: true })
    .output(sessionTimes)
    .mutation(async ({ ctx }) =>
      ctx.cookieSession.continue(await ctx.services.refresh.refresh(ctx.refreshToken, ctx.client)),
    ),

  logout: publicProcedure
    .meta({ codes: [], alone: true })
    .output(okOutput)
    .mutation(async ({ ctx }) => ctx.cookieSession.end(await ctx.services.sessions.logout(ctx.client))),
});
