import { expect, test } from 'vitest';
import { foresee, type Known } from '#client/money/transactions/outcome.rules.ts';
import type { Decimal } from '#shared/money/decimal.ts';
import type { Instrument } from '#shared/money/instruments.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

const acme = '019a1b2c-0000-7000-8000-000000000002';
const text = (value: string) => value as Decimal;
const portfolio = {
  accountType: 'DOMESTIC',
  baseCurrency: 'USD',
  costMethod: 'FIFO',
  isSample: false,
} as Portfolio;
const instruments = [
  {
    id: acme,
    symbol: 'ACME',
    kind: 'equity',
    currency: 'USD',
    multiplier: '1',
    payout: 'linear',
  } as Instrument,
];
const lot = (date: string, quantity: string, cost: string) => ({
  lot: `${acme.slice(0, -1)}${quantity}`,
  date,
  quantity: text(quantity),
  cost: text(cost),
  costBase: text(cost),
  fee: text('0'),
  feeBase: text('0'),
  value: text(cost),
  valueBase: text(cost),
  fxRate: text('1'),
});
const held = [lot('2026-01-13', '3', '300'), lot('2026-02-13', '7', '1400')];
const known: Known = {
  portfolio,
  instruments,
  cash: [{ currency: 'USD', amount: text('1000') }] as Known['cash'],
  openLots: { [acme]: held },
  replaced: null,
  isRateKnown: true,
};
const trade = (type: 'buy' | 'sell' | 'short', quantity: string, price: string): TransactionInput => ({
  type,
  tradeDate: '2026-11-29',
  instrumentId: acme,
  quantity,
  price,
});

test('a sale of more than is held is refused as the ledger would', () => {
  expect(foresee(trade('sell', '11', '1'), known)).toEqual({ refusal: 'INSUFFICIENT_QUANTITY' });
});

test('a short of what is held is refused as the ledger would', () => {
  expect(foresee(trade('short', '1', '1'), known)).toEqual({ refusal: 'POSITION_SIDE' });
});

test('a foreign currency in a domestic account is refused as the ledger would', () => {
  const deposit = { type: 'deposit', tradeDate: '2026-11-29', currency: 'EUR', amount: '5' } as const;
  expect(foresee(deposit, known)).toEqual({ refusal: 'FOREIGN_CURRENCY_REFUSED' });
});

test('a foreign deposit without a known rate is refused as the ledger would, and one that gives it is not', () => {
  const abroad = { ...portfolio, accountType: 'INTERNATIONAL' } as Portfolio;
  const unknown = { ...known, portfolio: abroad, isRateKnown: false };
  const deposit = { type: 'deposit', tradeDate: '2026-11-29', currency: 'EUR', amount: '5' } as const;
  expect(foresee(deposit, unknown)).toEqual({ refusal: 'FX_RATE_MISSING' });
  expect(foresee({ ...deposit, fxRate: '1.1' }, unknown)).toMatchObject({
    outcome: { cash: [{ currency: 'EUR', change: '5' }] },
  });
});

test('a sale tells the money that comes, what is left, and what it earned on the oldest lots', () => {
  expect(foresee({ ...trade('sell', '4', '250'), fee: '1.5' } as TransactionInput, known)).toEqual({
    outcome: {
      cash: [{ currency: 'USD', change: '998.5', after: '1998.5' }],
      positions: [{ symbol: 'ACME', before: '10', after: '6' }],
      // 1000 for what cost 300 and 200, less the fee.
      gain: { amount: '498.5', currency: 'USD' },
    },
  });
});

test('a purchase that overdraws the account tells by how much', () => {
  expect(foresee(trade('buy', '5', '300'), known)).toMatchObject({
    outcome: { cash: [{ change: '-1500', after: '-500' }], positions: [{ after: '15' }], gain: null },
  });
});

test('what takes the place of a purchase is reckoned without it', () => {
  const legs = [
    { account: 'cash', instrumentId: null, quantity: null, currency: 'USD', amount: text('-1400') },
    { account: 'position', instrumentId: acme, quantity: text('7'), currency: 'USD', amount: text('1400') },
  ];
  const replaced = { legs } as unknown as Transaction;
  expect(foresee(trade('buy', '8', '200'), { ...known, replaced })).toMatchObject({
    outcome: {
      cash: [{ change: '-1600', after: '800' }],
      positions: [{ before: '3', after: '11' }],
    },
  });
});
