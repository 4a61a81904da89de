import { expect, test } from 'vitest';
import { readDay, writeDay } from '#shared/money/days.ts';
import { decimal } from '#shared/money/decimal.ts';
import { figuresOf } from '#shared/money/figures.ts';
import { netWorthOf, type Mover } from '#shared/money/net-worth.ts';
import { gainOf } from '#shared/money/gains.ts';
import { sweep } from '#shared/money/performance.ts';
import { provenanceOf } from '#shared/money/provenance.ts';
import type { Source } from '#shared/money/rates.ts';
import { areRates, isClose } from '#shared/money/testing/close.ts';
import { openLedger, type Vector } from '#shared/money/testing/open-ledger.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };

const read = (text: string) => readDay(text) ?? NaN;
const written = (day: number | null | undefined) =>
  day === null || day === undefined ? null : writeDay(day);
const text = (figure: bigint | null) => (figure === null ? null : decimal(figure));
const logarithms = (rates: readonly string[]) => rates.map((rate) => Math.log1p(Number(rate)));

type Gained = (typeof vectors.gains)[number] | (typeof vectors.alone)[number];

function swept(
  vector: Vector & { readonly from: string; readonly to: string; readonly instrument?: string },
) {
  const ledger = openLedger(vector);
  const refused = ledger.recordAll();
  const range = { from: read(vector.from), to: read(vector.to) };
  const found = sweep(ledger.books(), range, vector.instrument ?? null);
  return { refused, found, figures: figuresOf(found, range) };
}

function gains(name: string, vector: Gained) {
  test(`${name} ${vector.id} is exact in all its parts: ${vector.about}`, () => {
    const { refused, found } = swept(vector);
    const { gain, opening, closing, flows } = found;
    const amounts = flows.map(({ amount }) => amount);
    const contributions = amounts.filter((amount) => amount > 0n).reduce((sum, amount) => sum + amount, 0n);
    const withdrawals = amounts.filter((amount) => amount < 0n).reduce((sum, amount) => sum - amount, 0n);
    const money = { opening, closing, contributions, withdrawals, total: gainOf(gain), ...gain };
    expect(refused).toBe(null);
    expect(Object.fromEntries(Object.entries(money).map(([key, value]) => [key, decimal(value)]))).toEqual(
      Object.fromEntries(Object.entries(vector.expected).filter(([key]) => key in money)),
    );
    expect(closing - opening - contributions + withdrawals).toBe(gainOf(gain));
  });

  test(`${name} ${vector.id} has these returns, or a reason for having none: ${vector.about}`, () => {
    const { figures } = swept(vector);
    const { expected } = vector;
    expect(figures.reasons).toEqual(expected.reasons);
    expect({
      twr: isClose(figures.twr, expected.twr),
      dietz: isClose(figures.dietz, expected.dietz),
      twrAnnual: isClose(figures.twrAnnual, expected.twrAnnual, 1e-12),
      volatility: isClose(figures.volatility, expected.volatility, 1e-12),
      fall: isClose(figures.maxDrawdown?.value, expected.maxDrawdown?.value, 1e-12),
      rates: areRates(figures.xirr.rates, logarithms(expected.xirr.rates)),
    }).toEqual({ twr: true, dietz: true, twrAnnual: true, volatility: true, fall: true, rates: true });
    expect(figures.xirr.status).toBe(expected.xirr.status);
    const { peak, trough, recovered } = figures.maxDrawdown ?? {};
    const { peak: from, trough: lowest, recovered: again } = expected.maxDrawdown ?? {};
    expect([peak, trough, recovered].map(written)).toEqual([from, lowest, again].map((day) => day ?? null));
    expect(written(figures.brokenOn)).toBe(expected.brokenOn);
  });
}

for (const vector of vectors.gains) gains('the gain', vector);
for (const vector of vectors.alone) gains('the gain of one instrument', vector);

const moved = (movers: readonly Mover[]) =>
  movers.map(({ instrumentId, gain }) => ({ instrument: instrumentId, gain: decimal(gain) }));

for (const vector of vectors.netWorth)
  test(`the net worth ${vector.id} adds portfolios up in one currency: ${vector.about}`, () => {
    const { portfolios, instruments, prices, fxRates, currency } = vector;
    const { portfolioIds } = vector as { portfolioIds?: readonly string[] };
    const real = portfolios.filter(({ portfolio }) => !portfolio.isSample);
    const byRule = real.length > 0 ? real : portfolios;
    const counted = portfolioIds ? portfolios.filter(({ id }) => portfolioIds.includes(id)) : byRule;
    const ledgers = counted.map((each) => openLedger({ ...each, instruments, prices, fxRates }));
    expect(ledgers.map((ledger) => ledger.recordAll())).toEqual(counted.map(() => null));
    const found = netWorthOf(
      ledgers.map((ledger, index) => ({ id: counted[index]?.id ?? '', books: ledger.books() })),
      currency,
      { from: read(vector.from), to: read(vector.to) },
    );
    const { twr, xirr, reasons: _reasons, ...money } = vector.expected;
    expect({
      points: found.points.map(({ day, value, contributed }) => ({
        date: writeDay(day),
        value: decimal(value),
        contributed: decimal(contributed),
      })),
      portfolios: found.portfolios.map(({ id, value, weight }) => ({
        portfolioId: id,
        value: decimal(value),
        weight: text(weight),
      })),
      missing: found.missing,
      gain: text(found.gain),
      day:
        found.day &&
        Object.fromEntries(Object.entries(found.day).map(([key, value]) => [key, decimal(value)])),
      movers: { up: moved(found.movers.up), down: moved(found.movers.down) },
    }).toEqual(money);
    expect(isClose(found.twr, twr)).toBe(true);
    expect(found.xirr?.status).toBe(xirr?.status);
    expect(areRates(found.xirr?.rates ?? [], logarithms(xirr?.rates ?? []))).toBe(true);
  });

test.each(['0000-01-01', '1900-01-01'])(
  'a line from %s has no more points than an answer may have',
  (from) => {
    const [vector] = vectors.netWorth;
    const { portfolios, instruments, prices, fxRates } = vector!;
    const ledgers = portfolios.map((each) => openLedger({ ...each, instruments, prices, fxRates }));
    ledgers.forEach((ledger) => ledger.recordAll());
    const counted = ledgers.map((ledger, n) => ({ id: String(n), books: ledger.books() }));
    const to = read(vector!.to);
    const long = netWorthOf(counted, 'EUR', { from: read(from), to });
    const short = netWorthOf(counted, 'EUR', { from: read('1990-01-01'), to });
    expect(long.points.length).toBeLessThanOrEqual(1100);
    expect(long.points.at(-1)).toEqual(short.points.at(-1));
    expect({ gain: long.gain, xirr: long.xirr, day: long.day }).toEqual({
      gain: short.gain,
      xirr: short.xirr,
      day: short.day,
    });
  },
);

for (const { id, about, day, items, unpriced, sum } of vectors.provenance)
  test(`a sum tells where its figures came from: ${id}, ${about}`, () => {
    const known = items.map(({ source, asOf }) => ({ source: source as Source, asOf: read(asOf) }));
    const found = provenanceOf(known, read(day), unpriced);
    expect({ ...found, asOf: written(found.asOf) }).toEqual(sum);
  });

const usd = {
  accountType: 'INTERNATIONAL',
  baseCurrency: 'USD',
  costMethod: 'AVG',
  isSample: false,
} as const;
const future = { id: 'F', kind: 'future', currency: 'USD', multiplier: '1' } as const;
const trade = { instrument: 'F', quantity: '0.5' } as const;
const days = { from: '2024-01-11', to: '2024-01-20' } as const;

test('a price that takes a position past what may be entered still has its gain', () => {
  const transactions = [
    { id: 'b1', type: 'buy', tradeDate: '2024-01-10', ...trade, price: '2' },
    { id: 'b2', type: 'buy', tradeDate: '2024-01-12', ...trade, price: '3' },
  ];
  const { refused, found } = swept({
    portfolio: usd,
    instruments: [{ ...future, payout: 'linear', multiplier: '1000' }],
    transactions,
    prices: [{ instrument: 'F', date: '2024-01-10', price: '900000000000000000', source: 'manual' }],
    ...days,
  });
  expect(refused).toBe(null);
  expect(decimal(found.opening)).toBe('449999999999999999000');
  expect(decimal(gainOf(found.gain))).toBe('-449999999999999998500');
});

test('an inverse contract whose price a split rounds to nothing stands at the value of its lots', () => {
  const transactions = [
    { id: 'b1', type: 'buy', tradeDate: '2024-01-10', ...trade, price: '0.000000000000000001' },
    { id: 'x1', type: 'split', tradeDate: '2024-01-15', instrument: 'F', numerator: 3, denominator: 1 },
  ];
  const { refused, found } = swept({
    portfolio: usd,
    instruments: [{ ...future, payout: 'inverse' }],
    transactions,
    ...days,
  });
  expect(refused).toBe(null);
  expect(decimal(gainOf(found.gain))).toBe('0');
});
