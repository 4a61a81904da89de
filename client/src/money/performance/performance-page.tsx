import { keepPreviousData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useOutletContext } from 'react-router-dom';
import { QueryCard } from '#client/components/query-card.tsx';
import { Segmented } from '#client/components/segmented.tsx';
import { ChartPlace, LateLineChart } from '#client/money/charts/late-line-chart.tsx';
import { GainCard } from '#client/money/performance/gain-card.tsx';
import { ranges, shownRanges } from '#client/money/performance/performance.rules.ts';
import { ReturnsCard } from '#client/money/performance/returns-card.tsx';
import { useFirstDay } from '#client/money/performance/use-first-day.ts';
import { chosenIn } from '#client/lib/address-values.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useAddress } from '#client/lib/use-address.ts';
import { useToday } from '#client/lib/use-today.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What came of a portfolio in a range: its line, the gain in its parts, and the returns. */
export function PerformancePage() {
  const { t } = useTranslation('performance');
  const portfolio = useOutletContext<Portfolio>();
  const { params, filter } = useAddress();
  const range = chosenIn(params, 'range', ranges) ?? ranges[0];
  const to = useToday();
  const from = useFirstDay(portfolio, range);
  usePageTitle(t('title'));
  const query = trpc.performance.get.useQuery(
    { portfolioId: portfolio.id, from: from ?? to, to },
    { enabled: from !== undefined, placeholderData: keepPreviousData },
  );
  const options = shownRanges.map((value) => ({
    value,
    label: t(`ranges.${value}`),
    face: t(`faces.${value}`),
  }));
  return (
    <div className="flex flex-col gap-5">
      <div className="flex">
        <Segmented
          label={t('range')}
          value={range}
          options={options}
          onChange={(chosen) => filter({ range: chosen })}
        />
      </div>
      <QueryCard
        query={query}
        title={t('value')}
        skeleton={
          <div className="p-5">
            <ChartPlace />
          </div>
        }
      >
        {({ series, currency, provenance }) => (
          <div className="p-5">
            <LateLineChart points={series} currency={currency} provenance={provenance} label={t('value')} />
          </div>
        )}
      </QueryCard>
      {query.data && (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <GainCard performance={query.data} />
          <ReturnsCard performance={query.data} />
        </div>
      )}
    </div>
  );
}
