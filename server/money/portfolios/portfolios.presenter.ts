import type { PortfolioRow } from '#server/money/portfolios/portfolios.repository.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** The public shape of a portfolio. */
export function toPortfolio(row: PortfolioRow): Portfolio {
  return {
    id: row.id,
    name: row.name,
    accountType: row.account_type,
    baseCurrency: row.base_currency,
    country: row.country,
    costMethod: row.cost_method,
    isSample: row.is_sample,
    isArchived: row.is_archived,
    version: row.version,
    createdAt: row.created_at.toISOString(),
  };
}
