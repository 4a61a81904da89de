import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Badge } from '#client/components/badge.tsx';
import { Card } from '#client/components/card.tsx';
import { DataTable, type Column } from '#client/components/data-table.tsx';
import { Amount, Money, Ratio } from '#client/money/figures/figure.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Positions } from '#shared/money/positions.ts';

type Balance = Positions['cash'][number] & { readonly account: 'cash' | 'settlement' };

/** Money on the account, and what futures owe or are owed, by currency. */
export function BalancesCard({ positions, portfolio }: { positions: Positions; portfolio: Portfolio }) {
  const { t } = useTranslation('positions');
  const columns = useColumns(portfolio);
  const rows: Balance[] = [
    ...positions.cash.map((balance) => ({ ...balance, account: 'cash' as const })),
    ...positions.settlement.map((balance) => ({ ...balance, account: 'settlement' as const })),
  ];
  return (
    <Card title={t('money')}>
      {rows.length === 0 ? (
        <p className="p-5 text-ink-soft">{t('noMoney')}</p>
      ) : (
        <DataTable
          label={t('money')}
          columns={columns}
          rows={rows}
          keyOf={({ account, currency }) => `${account} ${currency}`}
        />
      )}
    </Card>
  );
}

const isNegative = (amount: string) => amount.startsWith('-');

function useColumns({ baseCurrency }: Portfolio): readonly Column<Balance>[] {
  const { t } = useTranslation('positions');
  const { search } = useAddress();
  return [
    {
      id: 'currency',
      name: t('currency'),
      cell: ({ currency, account, amount }) => (
        <span className="flex flex-wrap items-center gap-1.5">
          {currency}
          {account === 'settlement' && <Badge>{t('settlement')}</Badge>}
          {isNegative(amount) && <Badge tone="warning">{t('overdrawn')}</Badge>}
          {currency !== baseCurrency && (
            <Link
              to={{ search: search({ rate: currency }), hash: `rate-${currency}` }}
              className="touch-target inline-flex items-center text-[0.8125rem] font-normal text-accent underline underline-offset-3"
            >
              {t('rates')}
            </Link>
          )}
        </span>
      ),
    },
    {
      id: 'amount',
      name: t('amount'),
      isFigure: true,
      cell: ({ amount, currency }) => <Amount value={amount} currency={currency} />,
    },
    {
      id: 'amountBase',
      name: t('value'),
      isFigure: true,
      cell: ({ amountBase, provenance }) => (
        <Money value={amountBase} currency={baseCurrency} provenance={provenance} />
      ),
    },
    {
      id: 'weight',
      name: t('weight'),
      isFigure: true,
      cell: ({ weight }) => <Ratio value={weight} why={t('noWeight')} />,
    },
  ];
}
