import { expect } from 'vitest';
import { reachedFrom } from '#server/money/transactions/reached.rules.ts';
import { test } from '#server/testing/fixtures.ts';
import { buyOf, keepInstrument, newKey, openAccount, record } from '#server/testing/ledgers.ts';

const join = (instrument_id: string, to_instrument_id: string) => ({ instrument_id, to_instrument_id });

test('an instrument reaches those that it is joined to in either direction, and theirs', () => {
  const joins = [join('a', 'b'), join('c', 'b'), join('d', 'c'), join('x', 'y')];
  expect(reachedFrom(['a'], joins).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  expect(reachedFrom(['z'], joins)).toEqual(['z']);
  expect(reachedFrom(['y', 'z'], joins).toSorted()).toEqual(['x', 'y', 'z']);
});

test('what is entered, replaced or voided before mergers changes the lots of what came of them', async ({
  server,
  person,
}) => {
  const { portfolioId, instrumentId: first } = await openAccount(server, person);
  const second = await keepInstrument(server, person.id);
  const last = await keepInstrument(server, person.id);
  const merger = (from: string, to: string, tradeDate: string) =>
    record(person, portfolioId, {
      type: 'merger',
      tradeDate,
      instrumentId: from,
      toInstrumentId: to,
      numerator: 2,
      denominator: 1,
    });
  await record(person, portfolioId, buyOf(first));
  await record(person, portfolioId, buyOf(second));
  await merger(first, second, '2024-03-01');
  await merger(second, last, '2024-04-01');
  const held = async () => {
    const { data: positions } = await person.browser.query('positions.list', { portfolioId });
    const { data: lots } = await person.browser.query('lots.list', { portfolioId, instrumentId: last });
    const told = positions.items.map(({ symbol: _symbol, ...item }: Record<string, string>) => [
      item['instrumentId'],
      item['quantity'],
    ]);
    return { told, lots: lots.open.map(({ quantity }: { quantity: string }) => quantity) };
  };
  const only = (quantity: string) => [[last, quantity]];
  expect(await held()).toEqual({ told: only('60'), lots: ['40', '20'] });
  const { data: middle } = await record(person, portfolioId, buyOf(first, { quantity: '1' }));
  expect(await held()).toEqual({ told: only('64'), lots: ['40', '20', '4'] });
  const change = { portfolioId, transactionId: middle.id };
  const transaction = buyOf(first, { quantity: '2' });
  const { data: other } = await person.browser.mutate('transactions.replace', {
    ...change,
    key: newKey(),
    transaction,
  });
  expect(await held()).toEqual({ told: only('68'), lots: ['40', '20', '8'] });
  const sale = buyOf(last, { type: 'sell', quantity: '62', tradeDate: '2024-05-01' });
  await record(person, portfolioId, sale);
  const voided = { portfolioId, transactionId: other.id, key: newKey() };
  const { error } = await person.browser.mutate('transactions.void', voided);
  expect(error?.code).toBe('INSUFFICIENT_QUANTITY');
  expect(await held()).toEqual({ told: only('6'), lots: ['6'] });
});
