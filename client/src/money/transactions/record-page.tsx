import { FileQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useOutletContext } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { currencyFor, emptyValues, valuesOf } from '#client/money/transactions/entered.ts';
import { RecordForm } from '#client/money/transactions/record-form.tsx';
import { chosenIn, idIn } from '#client/lib/address-values.ts';
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
        <Edited key={replaces} portfolio={portfolio} transactionId={replaces} />
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
  const currency = currencyFor(given.type, '', portfolio.baseCurrency);
  const start = emptyValues({ ...given, tradeDate, currency });
  return <RecordForm portfolio={portfolio} start={start} replaced={null} />;
}

/** The list that led here handed the transaction over; it stays with the entry of the browser's history. */
function Edited({ portfolio, transactionId }: { portfolio: Portfolio; transactionId: string }) {
  const { state } = useLocation() as { state: { transaction?: Transaction } | null };
  const { signs } = useFormat();
  const transaction = state?.transaction;
  if (transaction?.id !== transactionId) return <Lost portfolioId={portfolio.id} />;
  return <RecordForm portfolio={portfolio} start={valuesOf(transaction, signs())} replaced={transaction} />;
}

function Lost({ portfolioId }: { portfolioId: string }) {
  const { t } = useTranslation('transactions');
  return (
    <Card>
      <EmptyState
        icon={<FileQuestion />}
        title={t('record.lost')}
        action={
          <Link
            to={`/portfolios/${portfolioId}/transactions`}
            className={buttonStyles({ variant: 'secondary', size: 'sm' })}
          >
            {t('record.toList')}
          </Link>
        }
      >
        {t('record.lostBody')}
      </EmptyState>
    </Card>
  );
}
