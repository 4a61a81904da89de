import { z } from 'zod';
import { countrySchema } from '#shared/money/countries.ts';
import { currencySchema } from '#shared/money/currencies.ts';
import { rowVersion } from '#shared/money/pages.ts';
import { instant, isVisibleLine, rowId, trimmedText } from '#shared/text.ts';

/** How many portfolios a person may have, archived ones and samples too. */
export const portfoliosMaximum = 50;

/** Domestic accounts hold the base currency alone; international ones are in a country. */
export const accountTypes = ['DOMESTIC', 'INTERNATIONAL'] as const;
export type AccountType = (typeof accountTypes)[number];

/** Which lots a sale closes first; see `shared/money/holding.ts`. */
export const costMethods = ['FIFO', 'LIFO', 'HIFO', 'AVG', 'SPECIFIC'] as const;

const name = trimmedText(100).min(1).refine(isVisibleLine);

/** A new portfolio. Its name is unique among those not archived, in any case. */
export const createPortfolioInput = z
  .strictObject({
    name,
    accountType: z.enum(accountTypes),
    baseCurrency: currencySchema,
    country: countrySchema.nullish(),
    costMethod: z.enum(costMethods).optional(),
  })
  .refine(({ accountType, country }) => accountType === 'DOMESTIC' || typeof country === 'string', {
    path: ['country'],
    params: { code: 'REQUIRED' },
  });
export type CreatePortfolioInput = z.infer<typeof createPortfolioInput>;

/** Changes to a portfolio. Its kind and its base currency never change: every figure of it is in that currency. */
export const updatePortfolioInput = z.strictObject({
  portfolioId: rowId,
  version: rowVersion,
  name: name.optional(),
  country: countrySchema.nullish(),
  costMethod: z.enum(costMethods).optional(),
  isArchived: z.boolean().optional(),
});
export type UpdatePortfolioInput = z.infer<typeof updatePortfolioInput>;

/** Removes a portfolio with all that was recorded in it. */
export const removePortfolioInput = z.strictObject({ portfolioId: rowId, version: rowVersion });
export type RemovePortfolioInput = z.infer<typeof removePortfolioInput>;

/** A portfolio as every procedure returns it. */
export const portfolioSchema = z.object({
  id: z.guid(),
  name: z.string(),
  accountType: z.enum(accountTypes),
  baseCurrency: z.string(),
  country: z.string().nullable(),
  costMethod: z.enum(costMethods),
  isSample: z.boolean(),
  isArchived: z.boolean(),
  version: z.int(),
  createdAt: instant,
});
export type Portfolio = z.infer<typeof portfolioSchema>;

/** All portfolios are listed, the oldest first; archived ones where they are asked for. */
export const listPortfoliosInput = z.strictObject({ includeArchived: z.boolean().optional() }).nullish();
export type ListPortfoliosInput = z.infer<typeof listPortfoliosInput>;

export const portfolioList = z.array(portfolioSchema).max(portfoliosMaximum);
