import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Badge } from '#client/components/badge.tsx';
import { DataTable, type Column } from '#client/components/data-table.tsx';
import { Amount, Quantity } from '#client/money/figures/figure.tsx';
import { TransactionActs } from '#client/money/transactions/transaction-acts.tsx';
import { cashOf, isLive } from '#client/money/transactions/transactions.rules.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useAddress } from '#client/lib/use-address.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

interface TransactionsTableProps {
  items: readonly Transaction[];
  portfolio: Portfolio;
}

/** Recorded transactions with what each did to the money. Those that no longer count are faint and say so. */
export function TransactionsTable({ items, portfolio }: TransactionsTableProps) {
  const { t } = useTranslation('transactions');
  const columns = useColumns(portfolio);
  return (
    <DataTable
      label={t('title')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
      isFaint={(row) => !isLive(row)}
    />
  );
}

function useColumns(portfolio: Portfolio): readonly Column<Transaction>[] {
  const { t } = useTranslation('transactions');
  const figure = { isFigure: true };
  return [
    { id: 'what', name: t('what'), cell: (row) => <What transaction={row} portfolio={portfolio} /> },
    {
      id: 'instrument',
      name: t('instrument'),
      cell: (row) => <Instrument transaction={row} />,
      isEmpty: ({ symbol }) => symbol === null,
    },
    {
      id: 'quantity',
      name: t('quantity'),
      ...figure,
      cell: (row) => <HowMany transaction={row} />,
      isEmpty: ({ quantity, numerator }) => !quantity && !numerator,
    },
    {
      id: 'price',
      name: t('price'),
      ...figure,
      cell: (row) => <Price transaction={row} />,
      isEmpty: ({ price }) => !price,
    },
    {
      id: 'cash',
      name: t('cash'),
      ...figure,
      cell: (row) => <Cash transaction={row} />,
      isEmpty: (row) => cashOf(row).length === 0,
    },
    {
      id: 'acts',
      name: t('acts.title'),
      cell: (row) => (isLive(row) ? <TransactionActs transaction={row} /> : null),
      isEmpty: (row) => !isLive(row),
    },
  ];
}

/** Its type and day, and why it no longer counts where it does not. */
function What({ transaction, portfolio }: { transaction: Transaction; portfolio: Portfolio }) {
  const { t } = useTranslation('transactions');
  const { calendarDate } = useFormat();
  const { type, tradeDate, voidedBy, replacedBy, isAssumed, note, source } = transaction;
  return (
    <span className="flex max-w-72 flex-col gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {t(`types.${type}`)}
        {replacedBy !== null && <Badge>{t('replaced')}</Badge>}
        {voidedBy !== null && replacedBy === null && <Badge>{t('voided')}</Badge>}
        {isAssumed && <Badge tone="warning">{t('assumed')}</Badge>}
        {source === 'sim' && !portfolio.isSample && <Badge tone="warning">{t('simulated')}</Badge>}
      </span>
      <span className="text-[0.8125rem] font-normal text-ink-soft">
        <time dateTime={tradeDate}>{calendarDate(tradeDate)}</time>
      </span>
      {note && (
        <span className="text-[0.8125rem] font-normal [overflow-wrap:anywhere] text-ink-faint">{note}</span>
      )}
    </span>
  );
}

function Instrument({ transaction: { symbol, instrumentId } }: { transaction: Transaction }) {
  const { search } = useAddress();
  if (symbol === null || instrumentId === null) return null;
  return (
    <Link
      to={{ search: search({ instrument: instrumentId, cursor: null }) }}
      className="touch-target inline-flex items-center font-medium [overflow-wrap:anywhere] hover:underline"
    >
      {symbol}
    </Link>
  );
}

/** A quantity, or how many come for how many; a deposit has neither. */
function HowMany({ transaction: { quantity, numerator, denominator } }: { transaction: Transaction }) {
  const { t } = useTranslation('transactions');
  const { number } = useFormat();
  if (quantity) return <Quantity value={quantity} />;
  if (!numerator || !denominator) return null;
  return t('ratio', { numerator: number(numerator), denominator: number(denominator) });
}

/** As it was entered, in the currency of the instrument. */
function Price({ transaction: { price, currency } }: { transaction: Transaction }) {
  if (!price || currency === null) return null;
  return <Amount value={price} currency={currency} />;
}

function Cash({ transaction }: { transaction: Transaction }) {
  const cash = cashOf(transaction);
  if (cash.length === 0) return null;
  return (
    <span className="inline-flex flex-col items-end">
      {cash.map(({ currency, amount }) => (
        <Amount key={currency} value={amount} currency={currency} hasSign />
      ))}
    </span>
  );
}
