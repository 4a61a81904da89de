import { protectedProcedure, router } from '#server/trpc/procedures.ts';
import {
  createPortfolioInput,
  listPortfoliosInput,
  portfolioList,
  portfolioSchema,
  removePortfolioInput,
  updatePortfolioInput,
} from '#shared/money/portfolios.ts';
import { noInput, okOutput } from '#shared/shapes.ts';

export const portfoliosRouter = router({
  list: protectedProcedure
    .meta({ codes: [] })
    .input(listPortfoliosInput)
    .output(portfolioList)
    .query(({ ctx, input }) => ctx.services.portfolios.list(ctx.request, input)),

  create: protectedProcedure
    .meta({ codes: ['NAME_TAKEN', 'QUOTA_REACHED'] })
    .input(createPortfolioInput)
    .output(portfolioSchema)
    .mutation(({ ctx, input }) => ctx.services.portfolios.create(ctx.request, input)),

  update: protectedProcedure
    .meta({
      codes: ['NOT_FOUND', 'CONFLICT_VERSION', 'NAME_TAKEN', 'LOT_UNAVAILABLE', 'AMOUNT_OUT_OF_RANGE'],
    })
    .input(updatePortfolioInput)
    .output(portfolioSchema)
    .mutation(({ ctx, input }) => ctx.services.portfolios.update(ctx.request, input)),

  /** The two samples, one at home and one abroad; what is missing of them is made. */
  createSample: protectedProcedure
    .meta({ codes: ['QUOTA_REACHED', 'IN_USE'] })
    .input(noInput)
    .output(portfolioList)
    .mutation(({ ctx }) => ctx.services.samples.create(ctx.request)),

  remove: protectedProcedure
    .meta({ codes: ['NOT_FOUND', 'CONFLICT_VERSION', 'REAUTH_REQUIRED'] })
    .input(removePortfolioInput)
    .output(okOutput)
    .mutation(({ ctx, input }) => ctx.services.portfolios.remove(ctx.request, input)),
});
