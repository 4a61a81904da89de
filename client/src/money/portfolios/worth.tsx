import { Skeleton } from '#client/components/skeleton.tsx';
import { Change, Money } from '#client/money/figures/figure.tsx';
import { useWorth } from '#client/money/portfolios/use-worth.ts';
import { useTranslation } from 'react-i18next';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** The value of a portfolio and today's change of it, as the server reckons them. */
export function Worth({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation('portfolios');
  const { data, error } = useWorth(portfolio);
  const { baseCurrency: currency } = portfolio;
  const value = data?.portfolios[0]?.value;
  if (error) return <p className="text-[0.8125rem] text-ink-soft">{t('worthUnknown')}</p>;
  if (!data || value === undefined) return <Waiting />;
  return (
    <div className="flex flex-col gap-0.5">
      <span className="text-base font-semibold">
        <Money value={value} currency={currency} provenance={data.provenance} />
      </span>
      {data.day && (
        <span className="text-[0.8125rem]">
          <Change value={data.day.total} currency={currency} ratio={data.twr} provenance={data.provenance} />{' '}
          <span className="text-ink-soft">{t('today')}</span>
        </span>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-0.5">
      <span className="flex h-6 items-center">
        <Skeleton className="h-4 w-36" />
      </span>
      <span className="flex h-5 items-center">
        <Skeleton className="h-3 w-24" />
      </span>
    </div>
  );
}
