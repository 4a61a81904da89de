import { FileQuestion } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useOutletContext } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { currencyFor, emptyValues, valuesOf } from '#client/money/transactions/entered.ts';
import { RecordForm } from '#client/money/transactions/record-form.tsx';
import { isLive } from '#client/money/transactions/transactions.rules.ts';
import { useTransaction, type NamedTransaction } from '#client/money/transactions/use-transaction.ts';
import { chosenIn, dayIn, idIn } from '#client/lib/address-values.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { useAddress } from '#client/lib/use-address.ts';
import { useToday } from '#client/lib/use-today.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import { transactionTypes } from '#shared/money/transactions.ts';

/** One transaction: a new one, or another in the place of one. The address says of which type and instrument. */
export function RecordPage() {
  const { t } = useTranslation('transactions');
  const portfolio = useOutletContext<Portfolio>();
  const { params } = useAddress();
  const replaces = idIn(params, 'replace');
  usePageTitle(t(replaces ? 'record.editTitle' : 'record.title'));
  return (
    <div className="max-w-5xl">
      {replaces === undefined ? (
        <NewOne key={params.toString()} portfolio={portfolio} />
      ) : (
        <Edited
          key={replaces}
          portfolio={portfolio}
          named={{ portfolioId: portfolio.id, id: replaces, day: dayIn(params, 'day') }}
        />
      )}
    </div>
  );
}

function NewOne({ portfolio }: { portfolio: Portfolio }) {
  const { params } = useAddress();
  const tradeDate = useToday();
  const given = {
    type: chosenIn(params, 'type', transactionTypes) ?? 'buy',
    instrumentId: idIn(params, 'instrument') ?? '',
  };
  const currency = currencyFor(given.type, portfolio.baseCurrency, null);
  const start = emptyValues({ ...given, tradeDate, currency });
  return <RecordForm portfolio={portfolio} start={start} replaced={null} />;
}

/** The transaction is read anew: an address that was kept, a reload and another tab open the same form. */
function Edited({ portfolio, named }: { portfolio: Portfolio; named: NamedTransaction }) {
  const { t } = useTranslation('transactions');
  const { signs } = useFormat();
  const query = useTransaction(named);
  const [begun, setBegun] = useState<Transaction | null>(null);
  // What is typed stays, also where another tab changes the transaction meanwhile: saving then says so.
  if (begun === null && query.data && isLive(query.data)) setBegun(query.data);
  if (begun) return <RecordForm portfolio={portfolio} start={valuesOf(begun, signs())} replaced={begun} />;
  if (query.data !== undefined) return <NotToEdit portfolioId={portfolio.id} transaction={query.data} />;
  return (
    <QueryCard query={query} skeleton={<LoadingRows rows={4} />} aria-label={t('record.editTitle')}>
      {() => null}
    </QueryCard>
  );
}

/** It is not there, or counts no longer. What took its place is one press away. */
function NotToEdit({ portfolioId, transaction }: { portfolioId: string; transaction: Transaction | null }) {
  const { t } = useTranslation('transactions');
  const successor = transaction?.replacedBy;
  const state = successor ? 'replaced' : transaction ? 'voided' : 'unknown';
  return (
    <Card>
      <EmptyState
        icon={<FileQuestion />}
        title={t(`record.${state}Title`)}
        action={
          <span className="flex flex-wrap justify-center gap-2">
            {successor && (
              <Link
                replace
                to={`/portfolios/${portfolioId}/record?replace=${successor}#transaction.tradeDate`}
                className={buttonStyles({ size: 'sm' })}
              >
                {t('record.openSuccessor')}
              </Link>
            )}
            <Link
              to={`/portfolios/${portfolioId}/transactions`}
              className={buttonStyles({ variant: 'secondary', size: 'sm' })}
            >
              {t('record.toList')}
            </Link>
          </span>
        }
      >
        {t(`record.${state}Body`)}
      </EmptyState>
    </Card>
  );
}
