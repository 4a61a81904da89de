import { useTranslation } from 'react-i18next';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { DataTable, type Column } from '#client/components/data-table.tsx';
import { Amount, Change, Quantity } from '#client/money/figures/figure.tsx';
import type { Position } from '#client/money/positions/positions.rules.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { pageMaximum } from '#shared/money/pages.ts';
import type { Lots } from '#shared/money/positions.ts';

interface LotsCardsProps {
  portfolioId: string;
  position: Position;
}

type Open = Lots['open'][number];
type Match = Lots['matches'][number] & { readonly place: number };

/** What is held by the transactions that brought it, and what those that closed made of it. */
export function LotsCards({ portfolioId, position: { instrumentId, currency } }: LotsCardsProps) {
  const { t } = useTranslation('positions');
  const query = trpc.lots.list.useQuery({ portfolioId, instrumentId });
  const openColumns = useOpenColumns(currency);
  const matchColumns = useMatchColumns(currency, useDays(portfolioId, instrumentId));
  const matches = (query.data?.matches ?? []).map((match, place) => ({ ...match, place })).toReversed();
  return (
    <>
      <QueryCard query={query} title={t('lots.open')} skeleton={<LoadingRows rows={2} />}>
        {({ open }) =>
          open.length === 0 ? (
            <p className="p-5 text-ink-soft">{t('lots.noneOpen')}</p>
          ) : (
            <DataTable label={t('lots.open')} columns={openColumns} rows={open} keyOf={({ lot }) => lot} />
          )
        }
      </QueryCard>
      {matches.length > 0 && (
        <QueryCard query={query} title={t('lots.closed')} skeleton={null}>
          {() => (
            <DataTable
              label={t('lots.closed')}
              columns={matchColumns}
              rows={matches}
              keyOf={({ place }) => String(place)}
              isFaint={({ kind }) => kind === 'transfer'}
            />
          )}
        </QueryCard>
      )}
    </>
  );
}

/** The days of the newest transactions of an instrument, by their ids. A lot names what closed it by its id alone. */
function useDays(portfolioId: string, instrumentId: string): ReadonlyMap<string, string> {
  const { data } = trpc.transactions.list.useQuery({ portfolioId, instrumentId, limit: pageMaximum });
  return new Map((data?.items ?? []).map(({ id, tradeDate }) => [id, tradeDate]));
}

function useOpenColumns(currency: string): readonly Column<Open>[] {
  const { t } = useTranslation('positions');
  const { calendarDate } = useFormat();
  const figure = { isFigure: true };
  return [
    {
      id: 'date',
      name: t('lots.since'),
      cell: ({ date }) => <time dateTime={date}>{calendarDate(date)}</time>,
    },
    { id: 'quantity', name: t('quantity'), ...figure, cell: ({ quantity }) => <Quantity value={quantity} /> },
    {
      id: 'cost',
      name: t('lots.cost'),
      ...figure,
      cell: ({ cost }) => <Amount value={cost} currency={currency} />,
    },
    {
      id: 'fee',
      name: t('lots.fee'),
      ...figure,
      cell: ({ fee }) => <Amount value={fee} currency={currency} />,
    },
  ];
}

function useMatchColumns(currency: string, days: ReadonlyMap<string, string>): readonly Column<Match>[] {
  const { t } = useTranslation('positions');
  const { calendarDate } = useFormat();
  const figure = { isFigure: true };
  const amount = (name: 'proceeds' | 'cost') => ({
    id: name,
    name: t(`lots.${name}`),
    ...figure,
    cell: (match: Match) => <Amount value={match[name]} currency={currency} />,
  });
  return [
    {
      id: 'closedBy',
      name: t('lots.closedOn'),
      cell: ({ closedBy }) => {
        const day = days.get(closedBy);
        return day === undefined ? t('lots.longAgo') : <time dateTime={day}>{calendarDate(day)}</time>;
      },
    },
    { id: 'kind', name: t('lots.how'), cell: ({ kind }) => t(`lots.kinds.${kind}`) },
    { id: 'quantity', name: t('quantity'), ...figure, cell: ({ quantity }) => <Quantity value={quantity} /> },
    amount('proceeds'),
    amount('cost'),
    {
      id: 'gain',
      name: t('gain'),
      ...figure,
      cell: ({ gain }) => <Change value={gain} currency={currency} />,
    },
  ];
}
