import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { DataTable, type Column } from '#client/components/data-table.tsx';
import { SearchField } from '#client/components/search-field.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { Change, Money, Quantity, Ratio } from '#client/money/figures/figure.tsx';
import { ToldOnce } from '#client/money/figures/provenance-marks.tsx';
import {
  found,
  needsPrice,
  nextOrder,
  orderIn,
  sorted,
  type Position,
} from '#client/money/positions/positions.rules.ts';
import { useAddress } from '#client/lib/use-address.ts';
import type { InstrumentKind } from '#shared/money/instruments.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

interface PositionsTableProps {
  items: readonly Position[];
  portfolio: Portfolio;
}

/** Fewer are seen at a glance. */
const searchedFrom = 8;

/** Each instrument with what is held of it and what came of it. Values are in the base currency unless they say else. */
export function PositionsTable({ items, portfolio }: PositionsTableProps) {
  const { t } = useTranslation('positions');
  const { params, search, filter } = useAddress();
  const order = orderIn(params);
  const columns = useColumns(portfolio);
  const searched = params.get('q') ?? '';
  const rows = useMemo(
    () => sorted(found(items, searched), { by: order.by, isDescending: order.isDescending }),
    [items, searched, order.by, order.isDescending],
  );
  const sortedBy = (columnId: string) => {
    const next = nextOrder(columnId, order);
    return next === undefined ? undefined : search({ sort: next });
  };
  return (
    <>
      {(items.length >= searchedFrom || searched !== '') && (
        <search className="border-b border-line px-5 py-4">
          <SearchField
            id="q"
            className="sm:max-w-72"
            label={t('search')}
            value={searched}
            onSearch={(q) => filter({ q })}
          />
        </search>
      )}
      <PhoneOrder />
      {rows.length === 0 ? (
        <p className="px-5 py-4 text-ink-soft">{t('noneFound')}</p>
      ) : (
        <DataTable
          label={t('title')}
          columns={columns}
          rows={rows}
          keyOf={({ instrumentId }) => instrumentId}
          sorting={{ ...order, search: sortedBy }}
          isFaint={({ quantity }) => quantity === '0'}
        />
      )}
    </>
  );
}

function useColumns({ id, baseCurrency }: Portfolio): readonly Column<Position>[] {
  const { t } = useTranslation('positions');
  const figure = { isFigure: true };
  return [
    { id: 'symbol', name: t('instrument'), cell: (row) => <Instrument position={row} portfolioId={id} /> },
    { id: 'quantity', name: t('quantity'), ...figure, cell: ({ quantity }) => <Quantity value={quantity} /> },
    { id: 'price', name: t('price'), ...figure, cell: (row) => <Price position={row} portfolioId={id} /> },
    {
      id: 'valueBase',
      name: t('value'),
      ...figure,
      cell: ({ valueBase, provenance }) => (
        <ToldOnce provenance={provenance}>
          {() => <Money value={valueBase} currency={baseCurrency} provenance={provenance} />}
        </ToldOnce>
      ),
    },
    {
      id: 'gain',
      name: t('gain'),
      ...figure,
      cell: ({ gain, provenance }) => (
        <ToldOnce provenance={provenance}>
          {() => <Change value={gain.total} currency={baseCurrency} provenance={provenance} />}
        </ToldOnce>
      ),
    },
    {
      id: 'weight',
      name: t('weight'),
      ...figure,
      cell: ({ weight }) => <Ratio value={weight} why={t('noWeight')} />,
    },
  ];
}

function Instrument({ position, portfolioId }: { position: Position; portfolioId: string }) {
  const { t } = useTranslation('instruments');
  return (
    <span className="flex flex-col">
      <Link
        to={`/portfolios/${portfolioId}/instruments/${position.instrumentId}`}
        className="touch-target inline-flex items-center font-medium [overflow-wrap:anywhere] hover:underline"
      >
        {position.symbol}
      </Link>
      <span className="text-[0.8125rem] font-normal text-ink-faint">
        {t(`kinds.${position.kind as InstrumentKind}`)}
      </span>
    </span>
  );
}

/** Here a row says how old its figures are and where they came from. Where that is long ago or never, the way to put one by hand stands beside it. */
function Price({ position, portfolioId }: { position: Position; portfolioId: string }) {
  const { t } = useTranslation('positions');
  const { price, currency, provenance, instrumentId } = position;
  return (
    <span className="inline-flex flex-col items-end">
      <Money value={price} why={null} currency={currency} provenance={provenance} />
      {needsPrice(position) && (
        <Link
          to={`/portfolios/${portfolioId}/instruments/${instrumentId}#price`}
          className="touch-target inline-flex items-center text-[0.8125rem] text-accent underline underline-offset-3"
        >
          {t('putPrice')}
        </Link>
      )}
    </span>
  );
}

const phoneOrders = ['symbol', '-valueBase', '-gain', 'gain', '-weight'] as const;

/** On a phone there are no heads to press. */
function PhoneOrder() {
  const { t } = useTranslation('positions');
  const { params, filter } = useAddress();
  return (
    <div className="border-b border-line p-4 sm:hidden">
      <SelectField
        id="sort"
        label={t('sort')}
        value={params.get('sort') ?? 'symbol'}
        onChange={({ target }) => filter({ sort: target.value })}
      >
        {phoneOrders.map((order) => (
          <option key={order} value={order}>
            {t(`sorts.${order}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
