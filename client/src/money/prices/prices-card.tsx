import { useTranslation } from 'react-i18next';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { ObservationForm } from '#client/money/prices/observation-form.tsx';
import { ObservationList } from '#client/money/prices/observation-list.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** The prices of an instrument, and the way to put one by hand. */
export function PricesCard({ instrumentId, currency }: { instrumentId: string; currency: string }) {
  const { t } = useTranslation('prices');
  const query = trpc.prices.list.useQuery({ instrumentId });
  const put = trpc.prices.put.useMutation();
  const remove = trpc.prices.remove.useMutation();
  return (
    <QueryCard
      id="price"
      query={query}
      title={t('prices.title')}
      description={t('prices.body')}
      skeleton={<LoadingRows rows={4} />}
    >
      {(rows) => (
        <>
          <ObservationForm
            observed="price"
            label={t('prices.one', { currency })}
            put={{
              mutateAsync: ({ date, figure }) =>
                put.mutateAsync({ instrumentId, rows: [{ date, price: figure }] }),
              isPending: put.isPending,
            }}
          />
          <ObservationList
            label={t('prices.title')}
            currency={currency}
            rows={rows.map(({ price, ...row }) => ({ ...row, figure: price }))}
            remove={(date) => remove.mutateAsync({ instrumentId, dates: [date] })}
          />
        </>
      )}
    </QueryCard>
  );
}
