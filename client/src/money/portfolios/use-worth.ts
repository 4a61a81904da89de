import { useToday } from '#client/lib/use-today.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What one portfolio is worth today, and what today has changed, in its base currency. */
export function useWorth({ id, baseCurrency }: Pick<Portfolio, 'id' | 'baseCurrency'>) {
  const today = useToday();
  return trpc.netWorth.get.useQuery({ currency: baseCurrency, from: today, to: today, portfolioIds: [id] });
}
