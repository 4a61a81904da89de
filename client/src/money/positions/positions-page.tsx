import { keepPreviousData } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useOutletContext } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { DensitySwitch } from '#client/components/density-switch.tsx';
import { Checkbox } from '#client/components/checkbox.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { BalancesCard } from '#client/money/positions/balances-card.tsx';
import { PositionsTable } from '#client/money/positions/positions-table.tsx';
import { RatesCard } from '#client/money/prices/rates-card.tsx';
import { chosenIn } from '#client/lib/address-values.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useAddress } from '#client/lib/use-address.ts';
import { moneyCurrencies } from '#shared/money/currencies.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What a portfolio holds today: instruments, then money. */
export function PositionsPage() {
  const { t } = useTranslation('positions');
  const portfolio = useOutletContext<Portfolio>();
  const { params, filter } = useAddress();
  const includeClosed = params.has('closed');
  usePageTitle(t('title'));
  const query = trpc.positions.list.useQuery(
    { portfolioId: portfolio.id, includeClosed },
    { placeholderData: keepPreviousData },
  );
  /** The address names whose rates are shown. It may be the currency in which all portfolios are added up. */
  const named = chosenIn(params, 'rate', moneyCurrencies);
  const rated = named === portfolio.baseCurrency ? undefined : named;
  return (
    <div className="flex flex-col gap-5">
      <QueryCard
        query={query}
        skeleton={<LoadingRows rows={6} />}
        title={t('title')}
        action={
          <span className="flex items-center gap-3">
            <Checkbox
              id="closed"
              label={t('showClosed')}
              checked={includeClosed}
              onChange={({ target }) => filter({ closed: target.checked ? '1' : null })}
            />
            <DensitySwitch />
          </span>
        }
      >
        {({ items }) =>
          items.length === 0 ? (
            <NothingHeld portfolioId={portfolio.id} />
          ) : (
            <PositionsTable items={items} portfolio={portfolio} />
          )
        }
      </QueryCard>
      {query.data && <BalancesCard positions={query.data} portfolio={portfolio} />}
      {query.data && rated && <RatesCard key={rated} base={rated} quote={portfolio.baseCurrency} />}
    </div>
  );
}

function NothingHeld({ portfolioId }: { portfolioId: string }) {
  const { t } = useTranslation('positions');
  const to = (type: string) => `/portfolios/${portfolioId}/record?type=${type}#transaction.type`;
  return (
    <EmptyState
      icon={<Inbox />}
      title={t('empty.title')}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <Link to={to('deposit')} className={buttonStyles({ variant: 'secondary', size: 'sm' })}>
            {t('empty.deposit')}
          </Link>
          <Link to={to('buy')} className={buttonStyles({ variant: 'secondary', size: 'sm' })}>
            {t('empty.buy')}
          </Link>
        </div>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
