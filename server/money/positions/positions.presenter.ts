import type { InstrumentRow } from '#server/money/transactions/books.repository.ts';
import type { OpenBooks } from '#server/money/transactions/books.service.ts';
import {
  figuresOfValue,
  toFigureProvenance,
  toSumProvenance,
} from '#server/money/transactions/provenance.presenter.ts';
import {
  seenIn,
  type Valued,
  type ValuedBalance,
  type ValuedPosition,
} from '#server/money/transactions/valued.rules.ts';
import { writeDay, type Day } from '#shared/money/days.ts';
import { decimal, one, priced, type Decimal } from '#shared/money/decimal.ts';
import type { Lot } from '#shared/money/lots.ts';
import type { Positions } from '#shared/money/positions.ts';
import { allocate, multiply } from '#shared/money/rounding.ts';
import { markLots } from '#shared/money/valuation.ts';

const weightPlaces = 6;

/** A portfolio at the end of a day. */
export function toPositions({ id, books, instruments }: OpenBooks, day: Day, valued: Valued): Positions {
  const symbolOf = (position: ValuedPosition) => instruments.get(position.id)?.symbol ?? '';
  const positions = valued.positions.toSorted((a, b) => inOrder(symbolOf(a), symbolOf(b)));
  const { baseCurrency } = books.portfolio;
  const ofAccount = (account: ValuedBalance['account']) =>
    valued.balances
      .filter((balance) => balance.account === account)
      .toSorted((a, b) => inOrder(placeOf(a.currency, baseCurrency), placeOf(b.currency, baseCurrency)));
  const cash = ofAccount('cash');
  const settlement = ofAccount('settlement');
  const bases = [
    ...positions.map(({ mark }) => mark.valueBase),
    ...[...cash, ...settlement].map(({ base }) => base),
  ];
  const value = bases.reduce((sum, base) => sum + base, 0n);
  const weights = value > 0n ? allocate(one, bases, weightPlaces).map(decimal) : bases.map(() => null);
  const cashFrom = positions.length;
  const { items, unpriced } = figuresOfValue(valued);
  return {
    portfolioId: id,
    date: writeDay(day),
    value: priced(value),
    provenance: toSumProvenance(items, day, unpriced),
    cash: cash.map((balance, index) => toBalance(balance, weights[cashFrom + index] ?? null)),
    settlement: settlement.map((balance, index) =>
      toBalance(balance, weights[cashFrom + cash.length + index] ?? null),
    ),
    items: positions.map((position, index) => ({
      ...toItem(position, instruments.get(position.id), day),
      weight: weights[index] ?? null,
    })),
  };
}

const inOrder = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
/** The base currency first, then by code. */
const placeOf = (currency: string, base: string) => (currency === base ? '' : currency);

function toBalance({ currency, amount, base, rate }: ValuedBalance, weight: Decimal | null) {
  return {
    currency,
    amount: decimal(amount),
    amountBase: priced(base),
    weight,
    provenance: toFigureProvenance(rate),
  };
}

function toItem(
  { id, holding, mark, price, rate }: ValuedPosition,
  instrument: InstrumentRow | undefined,
  day: Day,
) {
  const lots = holding.lots();
  const sum = (name: 'cost' | 'costBase') => lots.reduce((all, lot) => all + lot[name], 0n);
  const costBase = sum('costBase');
  const total = mark.valueBase - costBase;
  const byPrice = gainByPrice(lots, markLots(lots, mark));
  return {
    instrumentId: id,
    symbol: instrument?.symbol ?? '',
    kind: instrument?.kind ?? '',
    currency: instrument?.currency ?? '',
    quantity: decimal(holding.quantity),
    cost: decimal(sum('cost')),
    costBase: decimal(costBase),
    value: priced(mark.value),
    valueBase: priced(mark.valueBase),
    price: price && priced(price.figure),
    fxRate: priced(mark.rate),
    gain: { total: priced(total), price: priced(byPrice), fx: priced(total - byPrice) },
    provenance: toSumProvenance(
      seenIn([price, rate]),
      day,
      price === null && holding.quantity !== 0n ? 1 : 0,
    ),
  };
}

/** What each lot is worth beyond its cost, at the rate of its start. */
function gainByPrice(lots: readonly Lot[], shares: readonly Lot[]): bigint {
  return lots.reduce(
    (sum, lot, index) => sum + multiply((shares[index]?.value ?? 0n) - lot.cost, lot.fxRate),
    0n,
  );
}
