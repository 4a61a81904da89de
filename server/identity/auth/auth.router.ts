import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import {
  cookieSignInProcedure,
  protectedProcedure,
  publicProcedure,
  refreshCookieProcedure,
  router,
} from '#server/trpc/procedures.ts';
import { newPasswordCodes, refreshCodes } from '#server/trpc/policy.ts';
import { reauthenticateInput, reauthenticateOutput } from '#shared/identity/account.ts';
import {
  loginInput,
  loginOutput,
  okOutput,
  registerInput,
  registerOutput,
  sessionOutput,
  sessionTimes,
} from '#shared/identity/auth.ts';
import { noInput } from '#shared/nothing.ts';

export const authRouter = router({
  register: cookieSignInProcedure
    .meta({
      codes: ['UNAUTHENTICATED', 'REGISTRATION_CLOSED', 'EMAIL_TAKEN', 'USERNAME_TAKEN', ...newPasswordCodes],
      costs: 'registration',
      alone: true,
    })
    .input(registerInput.extend({ password: newPasswordField }))
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
    .input(noInput)
    .output(sessionOutput)
    .query(async ({ ctx }) => ctx.services.auth.session(await ctx.findActor(), ctx.client.presented.refresh)),

  reauthenticate: protectedProcedure
    .meta({ codes: ['CURRENT_PASSWORD_INVALID'], costs: 'password-check', alone: true })
    .input(reauthenticateInput)
    .output(reauthenticateOutput)
    .mutation(({ ctx, input }) => ctx.services.account.reauthenticate(ctx.actor, input.password, ctx.client)),

  refresh: refreshCookieProcedure
    .meta({ codes: refreshCodes, costs: 'rotation', alone: true })
    .input(noInput)
    .output(sessionTimes)
    .mutation(async ({ ctx }) =>
      ctx.cookieSession.continue(await ctx.services.refresh.refresh(ctx.refreshToken, ctx.client)),
    ),

  logout: publicProcedure
    .meta({ codes: [], alone: true })
    .input(noInput)
    .output(okOutput)
    .mutation(async ({ ctx }) => ctx.cookieSession.end(await ctx.services.sessions.logout(ctx.client))),
});
