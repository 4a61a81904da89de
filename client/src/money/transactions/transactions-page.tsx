import { keepPreviousData } from '@tanstack/react-query';
import { ReceiptText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useOutletContext } from 'react-router-dom';
import { Button, buttonStyles } from '#client/components/button.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { Pager } from '#client/components/pager.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { TransactionFilters } from '#client/money/transactions/transaction-filters.tsx';
import { isFiltered, transactionsInputOf } from '#client/money/transactions/transactions.rules.ts';
import { TransactionsTable } from '#client/money/transactions/transactions-table.tsx';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useAddress } from '#client/lib/use-address.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** What was recorded in a portfolio, newest first. */
export function TransactionsPage() {
  const { t } = useTranslation('transactions');
  const portfolio = useOutletContext<Portfolio>();
  const { params } = useAddress();
  usePageTitle(t('title'));
  const query = trpc.transactions.list.useQuery(transactionsInputOf(params, portfolio.id), {
    placeholderData: keepPreviousData,
  });
  return (
    <div className="flex flex-col gap-4">
      <TransactionFilters items={query.data?.items ?? []} />
      <QueryCard query={query} skeleton={<LoadingRows rows={8} />} aria-label={t('title')}>
        {(page) => (
          <>
            {page.items.length === 0 ? (
              <Nothing portfolioId={portfolio.id} />
            ) : (
              <TransactionsTable items={page.items} portfolio={portfolio} />
            )}
            <Pager nextCursor={page.nextCursor} />
          </>
        )}
      </QueryCard>
    </div>
  );
}

function Nothing({ portfolioId }: { portfolioId: string }) {
  const { t } = useTranslation('transactions');
  const { params, filter } = useAddress();
  if (isFiltered(params))
    return (
      <EmptyState
        icon={<ReceiptText />}
        title={t('noneFound')}
        action={
          <Button
            variant="secondary"
            size="sm"
            onClick={() => filter({ type: null, instrument: null, from: null, to: null })}
          >
            {t('showAll')}
          </Button>
        }
      />
    );
  return (
    <EmptyState
      icon={<ReceiptText />}
      title={t('empty.title')}
      action={
        <Link
          to={`/portfolios/${portfolioId}/record#transaction.type`}
          className={buttonStyles({ variant: 'secondary', size: 'sm' })}
        >
          {t('empty.record')}
        </Link>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
