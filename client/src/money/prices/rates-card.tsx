import { useTranslation } from 'react-i18next';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { ObservationForm } from '#client/money/prices/observation-form.tsx';
import { ObservationList } from '#client/money/prices/observation-list.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** What 1 of a currency costs in another, day by day, and the way to put one by hand. */
export function RatesCard({ base, quote }: { base: string; quote: string }) {
  const { t } = useTranslation('prices');
  const pair = { base, quote };
  const query = trpc.fxRates.list.useQuery(pair);
  const put = trpc.fxRates.put.useMutation();
  const remove = trpc.fxRates.remove.useMutation();
  return (
    <QueryCard
      id={`rate-${base}`}
      query={query}
      title={t('rates.title', pair)}
      description={t('rates.body')}
      skeleton={<LoadingRows rows={4} />}
    >
      {(rows) => (
        <>
          <ObservationForm
            observed="rate"
            label={t('rates.one', pair)}
            put={{
              mutateAsync: ({ date, figure }) => put.mutateAsync({ ...pair, rows: [{ date, rate: figure }] }),
              isPending: put.isPending,
            }}
          />
          <ObservationList
            label={t('rates.title', pair)}
            currency={quote}
            rows={rows.map(({ rate, ...row }) => ({ ...row, figure: rate }))}
            remove={(date) => remove.mutateAsync({ ...pair, dates: [date] })}
          />
        </>
      )}
    </QueryCard>
  );
}
