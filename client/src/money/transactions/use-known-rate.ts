import { isFound, pairsFor } from '#client/money/transactions/known-rate.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import { pageMaximum } from '#shared/money/pages.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

interface Asked {
  portfolio: Portfolio;
  /** Null where no rate is needed. */
  currency: string | null;
  date: string;
  /** The transaction that is edited: its own rate goes with it. */
  replacedId: string | undefined;
}

/**
 * Whether the ledger will find a rate: among the portfolio's own transactions, or among the rates that were put. True
 * too while that is not read yet, and where there are too many transactions to be sure.
 */
export function useIsRateKnown({ portfolio, currency, date, replacedId }: Asked): boolean {
  const { id: portfolioId, baseCurrency, isSample } = portfolio;
  const { data: own } = trpc.transactions.list.useQuery(
    { portfolioId, to: date, limit: pageMaximum },
    { enabled: currency !== null },
  );
  const isOwn =
    currency === null ||
    own === undefined ||
    own.nextCursor !== null ||
    own.items.some(({ id, legs }) => id !== replacedId && legs.some((leg) => leg.currency === currency));
  const rates = trpc.useQueries((t) =>
    (isOwn ? [] : pairsFor(currency, baseCurrency)).map((pair) => t.fxRates.list({ ...pair, to: date })),
  );
  if (isOwn || rates.some(({ data }) => data === undefined)) return true;
  return isFound(rates.map(({ data }) => data?.some(({ source }) => source !== 'sim' || isSample) ?? false));
}
