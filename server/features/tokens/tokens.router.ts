import { refreshCodes } from '#server/trpc/policy.ts';
import { publicProcedure, router } from '#server/trpc/procedures.ts';
import { okOutput } from '#shared/schemas/auth.ts';
import { bearerTokens, issuedTokens, issueTokensInput, refreshTokenInput } from '#shared/schemas/tokens.ts';

export const tokensRouter = router({
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
