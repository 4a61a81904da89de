import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router-dom';
import { QueryCard, type CardQuery } from '#client/components/query-card.tsx';
import { FirstDoorsCard } from '#client/desk/dashboard/first-doors-card.tsx';
import { MoversCard } from '#client/desk/dashboard/movers-card.tsx';
import { NetWorthCard, NetWorthPlace } from '#client/desk/dashboard/net-worth-card.tsx';
import { PortfolioSharesCard } from '#client/desk/dashboard/portfolio-shares-card.tsx';
import { rangeNamed } from '#client/desk/dashboard/range.rules.ts';
import { useNetWorth } from '#client/desk/dashboard/use-net-worth.ts';
import { SimulatedRibbon } from '#client/money/figures/simulated-ribbon.tsx';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What there is, how it does, and what moved it; for somebody who has nothing yet, two doors. */
export function MoneyOverview({ query }: { query: CardQuery<readonly Portfolio[] | undefined> }) {
  const { t } = useTranslation('dashboard');
  const { data: portfolios } = query;
  const hasDoors = useRef(false);
  const isEmpty = portfolios?.length === 0;
  // The button that made the samples goes with its card, so the focus moves to what came in its place.
  useEffect(() => {
    if (portfolios && !isEmpty && hasDoors.current)
      document.getElementById('netWorth')?.focus({ preventScroll: true });
    hasDoors.current = isEmpty;
  }, [portfolios, isEmpty]);
  if (isEmpty) return <FirstDoorsCard />;
  if (portfolios) return <Figures portfolios={portfolios} />;
  return (
    <QueryCard
      title={t('netWorth.title')}
      query={query}
      className="lg:col-span-2"
      skeleton={<NetWorthPlace />}
    >
      {() => null}
    </QueryCard>
  );
}

function Figures({ portfolios }: { portfolios: readonly Portfolio[] }) {
  const [params] = useSearchParams();
  const range = rangeNamed(params.get('range'));
  const query = useNetWorth(range);
  const isSimulated =
    query.data?.provenance.sources.includes('sim') ?? portfolios.every(({ isSample }) => isSample);
  return (
    <>
      {isSimulated && (
        <div className="lg:col-span-2">
          <SimulatedRibbon />
        </div>
      )}
      <NetWorthCard {...{ query, range, portfolios }} />
      <PortfolioSharesCard {...{ portfolios, query }} />
      <MoversCard query={query} />
    </>
  );
}
