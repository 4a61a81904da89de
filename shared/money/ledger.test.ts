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
