import { expect, test } from 'vitest';
import { openLedger } from '#shared/money/testing/open-ledger.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };

for (const vector of vectors.ledger)
  test(`the ledger ${vector.id} has exactly these lots, matches and balances: ${vector.about}`, () => {
    const ledger = openLedger(vector);
    const refused = ledger.recordAll();
    expect({ ...ledger.state(), ...(refused && { refused }) }).toEqual(vector.expected);
  });
