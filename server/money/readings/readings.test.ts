import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { buyOf, openAccount, record } from '#server/testing/ledgers.ts';
import type { Person } from '#server/testing/people.ts';
import type { TestServer } from '#server/testing/test-server.ts';

/** The same person, through another process. */
function browserAt(server: TestServer, { browser }: Person) {
  const cookies = Object.fromEntries(browser.jar);
  const other = server.newBrowser();
  return { query: (path: string, input: object) => other.query(path, input, { cookies }) };
}

test('what one process changes, another tells at its next reading', async ({ server, replica, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person);
  await record(person, portfolioId, buyOf(instrumentId, { quantity: '1' }));
  const there = browserAt(replica, person);
  const readings = async () => {
    const range = { from: '2024-01-01', to: '2024-06-01' };
    const { data: positions } = await there.query('positions.list', { portfolioId });
    const { data: lots } = await there.query('lots.list', { portfolioId, instrumentId });
    const { data: performance } = await there.query('performance.get', { portfolioId, ...range });
    const { data: worth } = await there.query('netWorth.get', { currency: 'USD', ...range });
    const [{ quantity, price }] = positions.items;
    return [quantity, price, lots.open.length, performance.closing, worth.points.at(-1).value];
  };
  expect(await readings()).toEqual(['1', '100', 1, '0', '0']);
  for (let n = 2; n < 12; n += 1) {
    await record(person, portfolioId, buyOf(instrumentId, { quantity: '1' }));
    expect(await readings()).toEqual([String(n), '100', n, '0', '0']);
    const rows = [{ date: '2024-05-01', price: String(100 + n) }];
    await person.browser.mutate('prices.put', { instrumentId, rows });
    const gain = String(n * n);
    expect(await readings()).toEqual([String(n), String(100 + n), n, gain, gain]);
    await person.browser.mutate('prices.remove', { instrumentId, dates: ['2024-05-01'] });
  }
});

test('a new name of an instrument is told at once', async ({ server, replica, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person);
  await record(person, portfolioId, buyOf(instrumentId));
  const there = browserAt(replica, person);
  const symbol = async () => (await there.query('positions.list', { portfolioId })).data.items[0].symbol;
  await symbol();
  await person.browser.mutate('instruments.update', { instrumentId, version: 1, symbol: 'RENAMED' });
  expect(await symbol()).toBe('RENAMED');
});

test('another method of cost is told at once', async ({ server, replica, person }) => {
  const { portfolioId, instrumentId } = await openAccount(server, person);
  await record(person, portfolioId, buyOf(instrumentId, { quantity: '1', price: '10' }));
  await record(person, portfolioId, buyOf(instrumentId, { quantity: '1', price: '30' }));
  const sale = buyOf(instrumentId, { type: 'sell', quantity: '1', tradeDate: '2024-02-01' });
  await record(person, portfolioId, sale);
  const there = browserAt(replica, person);
  const cost = async () => (await there.query('positions.list', { portfolioId })).data.items[0].cost;
  expect(await cost()).toBe('30');
  await person.browser.mutate('portfolios.update', { portfolioId, version: 1, costMethod: 'LIFO' });
  expect(await cost()).toBe('10');
});
