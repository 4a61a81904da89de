import { Skeleton } from '#client/components/skeleton.tsx';
import { Change, Money } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';
import { isTodayUnknown } from '#client/money/portfolios/portfolios.rules.ts';
import { useWorth } from '#client/money/portfolios/use-worth.ts';
import { useToday } from '#client/lib/use-today.ts';
import { useTranslation } from 'react-i18next';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** The value of a portfolio and today's change of it, as the server reckons them. */
export function Worth({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation('portfolios');
  const { data, error } = useWorth(portfolio);
  const today = useToday();
  const { baseCurrency: currency } = portfolio;
  const value = data?.portfolios[0]?.value;
  if (error) return <p className="text-[0.8125rem] text-ink-soft">{t('worthUnknown')}</p>;
  if (!data || value === undefined) return <Waiting />;
  const { day, twr, provenance } = data;
  const isUnknown = day !== null && isTodayUnknown({ total: day.total, asOf: provenance.asOf }, today);
  return (
    <ToldOnce provenance={provenance}>
      {(marks) => (
        <div className="flex flex-col gap-0.5">
          <span className="text-base font-semibold">
            <Money value={value} currency={currency} provenance={provenance} />
          </span>
          {isUnknown && <span className="text-[0.8125rem] text-ink-soft">{t('todayUnknown')}</span>}
          {day && !isUnknown && (
            <span className="text-[0.8125rem]">
              <Change value={day.total} currency={currency} ratio={twr} provenance={provenance} />{' '}
              <span className="text-ink-soft">{t('today')}</span>
            </span>
          )}
          {marks}
        </div>
      )}
    </ToldOnce>
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
      <span className="flex h-4 items-center">
        <Skeleton className="h-3 w-32" />
      </span>
    </div>
  );
}
