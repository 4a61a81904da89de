import { newPasswordField } from '#server/identity/passwords/passwords.rules.ts';
import { newPasswordCodes, refreshCodes } from '#server/trpc/policy.ts';
import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { okOutput, registerInput } from '#shared/identity/auth.ts';
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
      alone: true,
    })
    .input(registerInput.extend({ password: newPasswordField }))
    .output(registeredTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.register(input, ctx.client)),

  issue: publicProcedure
    .meta({ codes: ['INVALID_CREDENTIALS', 'ACCOUNT_DISABLED'], costs: 'password-check', alone: true })
    .input(issueTokensInput)
    .output(issuedTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.issue(input, ctx.client)),

  refresh: publicProcedure
    .meta({ codes: ['UNAUTHENTICATED', ...refreshCodes], costs: 'rotation', alone: true })
    .input(refreshTokenInput)
    .output(bearerTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.refresh(input.refreshToken, ctx.client)),

  revoke: publicProcedure
    .meta({ codes: [], alone: true })
    .input(refreshTokenInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.tokens.revoke(input.refreshToken, ctx.client)),
});
