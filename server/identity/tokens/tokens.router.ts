import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { newPasswordCodes, refreshCodes } from '#server/trpc/policy.ts';
import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { registerInput } from '#shared/identity/auth.ts';
import { tokensSecondFactorInput } from '#shared/identity/factors.ts';
import { okOutput } from '#shared/shapes.ts';
import {
  bearerTokens,
  issuedTokens,
  issueTokensInput,
  refreshTokenInput,
  registeredTokens,
} from '#shared/identity/tokens.ts';

export const tokensRouter = router({
  register: publicProcedure
    .meta({
      codes: ['REGISTRATION_CLOSED', 'EMAIL_TAKEN', 'USERNAME_TAKEN', ...newPasswordCodes],
      costs: 'registration',
    })
    .input(registerInput.extend({ password: newPasswordField }))
    .output(registeredTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.register(ctx.request, input)),

  issue: publicProcedure
    .meta({
      codes: ['INVALID_CREDENTIALS', 'ACCOUNT_DISABLED', 'SECOND_FACTOR_REQUIRED'],
      costs: 'password-check',
    })
    .input(issueTokensInput)
    .output(issuedTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.issue(ctx.request, input)),

  secondFactor: publicProcedure
    .meta({ codes: ['CHALLENGE_EXPIRED', 'SECOND_FACTOR_INVALID'], costs: 'second-factor' })
    .input(tokensSecondFactorInput)
    .output(issuedTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.secondFactor(ctx.request, input)),

  refresh: publicProcedure
    .meta({ codes: ['UNAUTHENTICATED', ...refreshCodes], costs: 'rotation' })
    .input(refreshTokenInput)
    .output(bearerTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.refresh(ctx.request, input)),

  revoke: publicProcedure
    .meta({ codes: [] })
    .input(refreshTokenInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.tokens.revoke(ctx.request, input)),
});
