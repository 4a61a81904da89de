import { FolderSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useOutletContext, useParams } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { Change, Money, Quantity } from '#client/money/figures/figure.tsx';
import { InstrumentCard } from '#client/money/instruments/instrument-card.tsx';
import { useInstrument } from '#client/money/instruments/use-instruments.ts';
import { LotsCards } from '#client/money/positions/lots-cards.tsx';
import type { Position } from '#client/money/positions/positions.rules.ts';
import { PricesCard } from '#client/money/prices/prices-card.tsx';
import { RatesCard } from '#client/money/prices/rates-card.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** One instrument in a portfolio: what is held by lots, what was closed, and its prices. */
export function InstrumentPage() {
  const { t } = useTranslation('positions');
  const portfolio = useOutletContext<Portfolio>();
  const { instrumentId = '' } = useParams();
  const query = trpc.positions.list.useQuery({ portfolioId: portfolio.id, includeClosed: true });
  const position = query.data?.items.find((item) => item.instrumentId === instrumentId);
  usePageTitle(position?.symbol ?? t('instrument'));
  if (query.data && !position) return <Unknown portfolioId={portfolio.id} />;
  return (
    <div className="flex flex-col gap-5">
      <QueryCard
        query={query}
        skeleton={<LoadingRows rows={2} />}
        aria-label={position?.symbol ?? t('instrument')}
      >
        {() => position && <Held position={position} portfolio={portfolio} />}
      </QueryCard>
      {position && <Details position={position} portfolio={portfolio} />}
    </div>
  );
}

interface OfPosition {
  position: Position;
  portfolio: Portfolio;
}

function Details({ position, portfolio }: OfPosition) {
  const { instrumentId, currency, symbol } = position;
  const instrument = useInstrument(instrumentId, symbol);
  return (
    <>
      <LotsCards portfolioId={portfolio.id} position={position} />
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <PricesCard instrumentId={instrumentId} currency={currency} />
        {currency !== portfolio.baseCurrency && <RatesCard base={currency} quote={portfolio.baseCurrency} />}
        {instrument && <InstrumentCard key={instrument.version} instrument={instrument} />}
      </div>
    </>
  );
}

/** What it is worth, and the ways to record more of it. */
function Held({ position, portfolio: { id, baseCurrency } }: OfPosition) {
  const { t } = useTranslation('positions');
  const { instrumentId, quantity, valueBase, gain, provenance } = position;
  const record = (type: 'buy' | 'sell') =>
    `/portfolios/${id}/record?type=${type}&instrument=${instrumentId}#transaction.quantity`;
  return (
    <div className="flex flex-wrap items-end justify-between gap-4 p-5">
      <dl className="flex flex-wrap gap-x-10 gap-y-3">
        <div>
          <dt className="text-[0.8125rem] text-ink-soft">{t('quantity')}</dt>
          <dd className="text-base font-semibold">
            <Quantity value={quantity} />
          </dd>
        </div>
        <div>
          <dt className="text-[0.8125rem] text-ink-soft">{t('value')}</dt>
          <dd className="text-base font-semibold">
            <Money value={valueBase} currency={baseCurrency} provenance={provenance} />
          </dd>
        </div>
        <div>
          <dt className="text-[0.8125rem] text-ink-soft">{t('gain')}</dt>
          <dd className="text-base font-semibold">
            <Change value={gain.total} currency={baseCurrency} provenance={provenance} />
          </dd>
        </div>
      </dl>
      <div className="flex flex-wrap gap-2 print:hidden">
        {(['buy', 'sell'] as const).map((type) => (
          <Link key={type} to={record(type)} className={buttonStyles({ variant: 'secondary', size: 'sm' })}>
            {t(`acts.${type}`)}
          </Link>
        ))}
        <Link
          to={`/portfolios/${id}/transactions?instrument=${instrumentId}`}
          className={buttonStyles({ variant: 'ghost', size: 'sm' })}
        >
          {t('acts.transactions')}
        </Link>
      </div>
    </div>
  );
}

function Unknown({ portfolioId }: { portfolioId: string }) {
  const { t } = useTranslation('positions');
  return (
    <Card>
      <EmptyState
        icon={<FolderSearch />}
        title={t('neverHeld')}
        action={
          <Link
            to={`/portfolios/${portfolioId}`}
            className={buttonStyles({ variant: 'secondary', size: 'sm' })}
          >
            {t('toPositions')}
          </Link>
        }
      />
    </Card>
  );
}
