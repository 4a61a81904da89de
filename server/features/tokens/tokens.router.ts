import { router, unbatchedProcedure } from '#server/trpc/procedures.ts';
import { okOutput } from '#shared/schemas/auth.ts';
import { bearerTokens, issuedTokens, issueTokensInput, refreshTokenInput } from '#shared/schemas/tokens.ts';

export const tokensRouter = router({
  issue: unbatchedProcedure
    .input(issueTokensInput)
    .output(issuedTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.issue(input, ctx.client)),

  refresh: unbatchedProcedure
    .input(refreshTokenInput)
    .output(bearerTokens)
    .mutation(({ ctx, input }) => ctx.services.tokens.refresh(input.refreshToken, ctx.client)),

  revoke: unbatchedProcedure
    .input(refreshTokenInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.tokens.revoke(input.refreshToken, ctx.client)),
});
