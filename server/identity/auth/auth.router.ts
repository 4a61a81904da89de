import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { newPasswordCodes, refreshCodes } from '#server/trpc/policy.ts';
import {
  cookieSignInProcedure,
  protectedProcedure,
  publicProcedure,
  refreshCookieProcedure,
  router,
} from '#server/trpc/procedures.ts';
import {
  loginInput,
  loginOutput,
  reauthenticateInput,
  reauthenticateOutput,
  registerInput,
  registerOutput,
  sessionOutput,
  sessionTimes,
  signedInOutput,
} from '#shared/identity/auth.ts';
import {
  emailOutput,
  linkInput,
  linkOutput,
  requestPasswordResetInput,
  resetPasswordInput,
} from '#shared/identity/links.ts';
import { loginWithPasskeyInput, passkeyRequestOptions, secondFactorInput } from '#shared/identity/factors.ts';
import { noInput, okOutput } from '#shared/shapes.ts';

export const authRouter = router({
  register: cookieSignInProcedure
    .meta({
      codes: ['UNAUTHENTICATED', 'REGISTRATION_CLOSED', 'EMAIL_TAKEN', 'USERNAME_TAKEN', ...newPasswordCodes],
      costs: 'registration',
    })
    .input(registerInput.extend({ password: newPasswordField }))
    .output(registerOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookies.open(await ctx.services.auth.register(ctx.request, input)),
    ),

  login: cookieSignInProcedure
    .meta({ codes: ['UNAUTHENTICATED', 'INVALID_CREDENTIALS', 'ACCOUNT_DISABLED'], costs: 'password-check' })
    .input(loginInput)
    .output(loginOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookies.openOrWait(await ctx.services.auth.login(ctx.request, input)),
    ),

  secondFactor: cookieSignInProcedure
    .meta({
      codes: [
        'UNAUTHENTICATED',
        'CHALLENGE_EXPIRED',
        'SECOND_FACTOR_INVALID',
        'PASSKEY_INVALID',
        'FEATURE_OFF',
      ],
      costs: 'second-factor',
    })
    .input(secondFactorInput)
    .output(signedInOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookies.signedIn(
        await ctx.services.secondFactor.secondFactor(
          ctx.request,
          ctx.request.caller.credentials.challenge,
          input,
        ),
      ),
    ),

  secondFactorOptions: cookieSignInProcedure
    .meta({ codes: ['UNAUTHENTICATED', 'CHALLENGE_EXPIRED', 'FEATURE_OFF'] })
    .input(noInput)
    .output(passkeyRequestOptions)
    .mutation(({ ctx }) => ctx.services.secondFactor.secondFactorOptions(ctx.request)),

  passkeyOptions: cookieSignInProcedure
    .meta({ codes: ['UNAUTHENTICATED', 'FEATURE_OFF'] })
    .input(noInput)
    .output(passkeyRequestOptions)
    .mutation(async ({ ctx }) =>
      ctx.cookies.ask(await ctx.services.secondFactor.passkeyOptions(ctx.request)),
    ),

  loginWithPasskey: cookieSignInProcedure
    .meta({
      codes: ['UNAUTHENTICATED', 'CHALLENGE_EXPIRED', 'PASSKEY_INVALID', 'ACCOUNT_DISABLED', 'FEATURE_OFF'],
      costs: 'check',
    })
    .input(loginWithPasskeyInput)
    .output(signedInOutput)
    .mutation(async ({ ctx, input }) =>
      ctx.cookies.signedIn(await ctx.services.secondFactor.loginWithPasskey(ctx.request, input)),
    ),

  session: publicProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(sessionOutput)
    .query(async ({ ctx }) => ctx.services.auth.session(ctx.request, await ctx.findActor())),

  reauthenticate: protectedProcedure
    .meta({
      codes: [
        'CURRENT_PASSWORD_INVALID',
        'SECOND_FACTOR_INVALID',
        'CHALLENGE_EXPIRED',
        'PASSKEY_INVALID',
        'FEATURE_OFF',
      ],
      costs: 'reauthentication',
    })
    .input(reauthenticateInput)
    .output(reauthenticateOutput)
    .mutation(({ ctx, input }) => ctx.services.reauthentication.reauthenticate(ctx.request, input)),

  reauthenticationOptions: protectedProcedure
    .meta({ codes: ['FEATURE_OFF'] })
    .input(noInput)
    .output(passkeyRequestOptions)
    .mutation(({ ctx }) => ctx.services.reauthentication.options(ctx.request)),

  refresh: refreshCookieProcedure
    .meta({ codes: refreshCodes, costs: 'rotation' })
    .input(noInput)
    .output(sessionTimes)
    .mutation(async ({ ctx }) =>
      ctx.cookies.renew(await ctx.services.refresh.refresh(ctx.request, ctx.refreshToken)),
    ),

  logout: publicProcedure
    .meta({ codes: [] })
    .input(noInput)
    .output(okOutput)
    .mutation(async ({ ctx }) => ctx.cookies.end(await ctx.services.sessions.logout(ctx.request))),

  requestPasswordReset: publicProcedure
    .meta({ codes: ['FEATURE_OFF'], costs: 'mail-of-stranger' })
    .input(requestPasswordResetInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.recovery.requestPasswordReset(ctx.request, input)),

  checkLink: publicProcedure
    .meta({ codes: ['LINK_INVALID'], costs: 'check' })
    .input(linkInput)
    .output(linkOutput)
    .mutation(({ ctx, input }) => ctx.services.recovery.checkLink(ctx.request, input)),

  resetPassword: publicProcedure
    .meta({ codes: ['LINK_INVALID', ...newPasswordCodes], costs: 'check' })
    .input(resetPasswordInput.extend({ newPassword: newPasswordField }))
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.recovery.resetPassword(ctx.request, input)),

  verifyEmail: publicProcedure
    .meta({ codes: ['LINK_INVALID'], costs: 'check' })
    .input(linkInput)
    .output(emailOutput)
    .mutation(({ ctx, input }) => ctx.services.emailLinks.verifyEmail(ctx.request, input)),

  confirmEmailChange: publicProcedure
    .meta({ codes: ['LINK_INVALID', 'EMAIL_TAKEN'], costs: 'check' })
    .input(linkInput)
    .output(emailOutput)
    .mutation(({ ctx, input }) => ctx.services.emailLinks.confirmEmailChange(ctx.request, input)),

  undoEmailChange: publicProcedure
    .meta({ codes: ['LINK_INVALID', 'EMAIL_TAKEN'], costs: 'check' })
    .input(linkInput)
    .output(emailOutput)
    .mutation(({ ctx, input }) => ctx.services.emailLinks.undoEmailChange(ctx.request, input)),

  undoDeletion: publicProcedure
    .meta({ codes: ['LINK_INVALID'], costs: 'check' })
    .input(linkInput)
    .output(emailOutput)
    .mutation(({ ctx, input }) => ctx.services.emailLinks.undoDeletion(ctx.request, input)),

  reportSignIn: publicProcedure
    .meta({ codes: ['LINK_INVALID'], costs: 'check' })
    .input(linkInput)
    .output(emailOutput)
    .mutation(({ ctx, input }) => ctx.services.emailLinks.reportSignIn(ctx.request, input)),
});
