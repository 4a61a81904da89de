import { expect, test } from 'vitest';
import { openLedger } from '#shared/money/testing/open-ledger.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };

for (const vector of vectors.ledger)
  test(`the ledger ${vector.id} has exactly these lots, matches and balances: ${vector.about}`, () => {
    const ledger = openLedger(vector);
    const refused = ledger.recordAll();
    expect({ ...ledger.state(), ...(refused && { refused }) }).toEqual(vector.expected);
  });

test('a fee that a conversion’s rate takes past the limit is refused, in the base currency too', () => {
  const conversion = {
    id: 'f1',
    type: 'fx',
    tradeDate: '2024-01-10',
    currency: 'USD',
    amount: '1',
    fee: '100',
    counterCurrency: 'RUB',
    counterAmount: '900000000000000000',
  };
  const ledger = openLedger({
    portfolio: { accountType: 'INTERNATIONAL', baseCurrency: 'RUB', costMethod: 'FIFO', isSample: false },
    instruments: [],
    transactions: [conversion],
  });
  expect(ledger.recordAll()).toEqual({ at: 'f1', code: 'AMOUNT_OUT_OF_RANGE' });
});

test('a spin-off that takes all of the cost along leaves the shares themselves where they were', () => {
  const share = { kind: 'equity', currency: 'USD', multiplier: '1', payout: 'linear' };
  const moved = { toInstrument: 'S', numerator: 1, denominator: 4, costFraction: '1' };
  const transactions = [
    { id: 'b1', type: 'buy', tradeDate: '2024-01-10', instrument: 'A', quantity: '10', price: '30' },
    { id: 'x1', type: 'spin_off', tradeDate: '2024-02-01', instrument: 'A', ...moved },
  ];
  const ledger = openLedger({
    portfolio: { accountType: 'INTERNATIONAL', baseCurrency: 'USD', costMethod: 'FIFO', isSample: false },
    instruments: [
      { id: 'A', ...share },
      { id: 'S', ...share },
    ],
    transactions,
  });
  expect(ledger.recordAll()).toBeNull();
  expect(ledger.state().open).toMatchObject([
    { instrument: 'A', lot: 'b1', quantity: '10', cost: '0', value: '0' },
    { instrument: 'S', lot: 'b1', quantity: '2.5', cost: '300', value: '300' },
  ]);
});
