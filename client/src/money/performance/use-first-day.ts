import { signOf } from '#client/money/figures/compare.ts';
import { firstDayOf, type Range } from '#client/money/performance/performance.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useToday } from '#client/lib/use-today.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** No transaction is older. */
const earliest = '1970-01-01';

/** The first day of a range. For all of a ledger, that of the month in which it begins to be worth something. */
export function useFirstDay({ id, baseCurrency }: Portfolio, range: Range): string | undefined {
  const to = useToday();
  const known = firstDayOf(range, to);
  const { data } = trpc.netWorth.get.useQuery(
    { currency: baseCurrency, from: earliest, to, portfolioIds: [id] },
    { enabled: known === undefined },
  );
  if (known !== undefined || !data) return known;
  const first = data.points.find(
    ({ value, contributed }) => signOf(value) !== 0 || signOf(contributed) !== 0,
  );
  return `${(first?.date ?? to).slice(0, 8)}01`;
}
