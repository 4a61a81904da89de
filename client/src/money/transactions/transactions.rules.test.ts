import { expect, test } from 'vitest';
import { transactionsInputOf } from '#client/money/transactions/transactions.rules.ts';

const portfolioId = '019a1b2c-0000-7000-8000-000000000001';
const id = '019a1b2c-0000-7000-8000-000000000002';
const input = (query: string) => transactionsInputOf(new URLSearchParams(query), portfolioId);

test('what the server would refuse in an address counts as not said', () => {
  expect(input('type=theft&instrument=me&from=2026-02-31&to=now&cursor=1')).toEqual({ portfolioId });
  expect(input('from=2026-03-01&to=2026-02-01')).toEqual({ portfolioId });
});

test('every filter of an address reaches the question', () => {
  const cursor = `2026-11-03.1.41.${id}`;
  expect(input(`type=buy&instrument=${id}&from=2026-01-01&to=2026-11-03&voided=1&cursor=${cursor}`)).toEqual({
    portfolioId,
    instrumentId: id,
    types: ['buy'],
    from: '2026-01-01',
    to: '2026-11-03',
    includeVoided: true,
    cursor,
  });
});
