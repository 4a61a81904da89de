import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { abroad, buyOf, openAccount, record } from '#server/testing/ledgers.ts';

/** More than one page of lots, bought on days that go back and forth. */
const days = Array.from(
  { length: 60 },
  (_, n) => `2024-0${1 + (n % 4)}-${String(1 + (n % 28)).padStart(2, '0')}`,
);

test.for(['FIFO', 'LIFO'])(
  'a sale behind all others closes page after page of lots in the order of %s',
  async (costMethod, { server, person }) => {
    const { portfolioId, instrumentId } = await openAccount(server, person, { ...abroad, costMethod });
    for (const tradeDate of days)
      await record(person, portfolioId, buyOf(instrumentId, { quantity: '1', tradeDate }));
    const sell = { type: 'sell', quantity: '55', tradeDate: '2024-06-01' };
    await record(person, portfolioId, buyOf(instrumentId, sell));
    const { data: lots } = await person.browser.query('lots.list', { portfolioId, instrumentId });
    const inOrder = days.toSorted();
    const left = costMethod === 'FIFO' ? inOrder.slice(55) : inOrder.slice(0, 5);
    expect(lots.open.map(({ date }: { date: string }) => date).toSorted()).toEqual(left);
    const input = { portfolioId };
    const { data: kept } = await person.browser.query('positions.list', input);
    const { data: replayed } = await person.browser.query('positions.list', {
      ...input,
      includeClosed: true,
    });
    expect(kept).toEqual(replayed);
    const { error } = await record(person, portfolioId, buyOf(instrumentId, { ...sell, quantity: '6' }));
    expect(error?.code).toBe('INSUFFICIENT_QUANTITY');
  },
);
