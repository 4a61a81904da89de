import { expect } from 'vitest';
import { withServer } from '#server/testing/fixtures.ts';
import { buyOf, deposit, newKey, openAccount, record, rowsOf } from '#server/testing/ledgers.ts';

const test = withServer().extend('ledger', ({ server, person }) => openAccount(server, person));

test('one key is used for one content, whichever call it came by', async ({ server, person, ledger }) => {
  const { portfolioId } = ledger;
  const { browser } = person;
  const key = newKey();
  const first = await record(person, portfolioId, deposit, key);
  const again = await record(
    person,
    portfolioId,
    Object.fromEntries(Object.entries(deposit).toReversed()),
    key,
  );
  const other = await record(person, portfolioId, { ...deposit, amount: '1001' }, key);
  const transactionId = first.data.id;
  const voided = await browser.mutate('transactions.void', { portfolioId, key, transactionId });
  expect(again.data).toEqual(first.data);
  expect([other.error?.code, voided.error?.code]).toEqual(['KEY_REUSED', 'KEY_REUSED']);
  expect(await rowsOf(server, portfolioId)).toHaveLength(1);
});

test('a retry tells the row as it is now', async ({ person, ledger }) => {
  const { portfolioId } = ledger;
  const key = newKey();
  const { data: kept } = await record(person, portfolioId, deposit, key);
  const input = { portfolioId, key: newKey(), transactionId: kept.id };
  const { data: voiding } = await person.browser.mutate('transactions.void', input);
  const { data } = await record(person, portfolioId, deposit, key);
  expect(data).toEqual({ ...kept, voidedBy: voiding.id });
  expect((await person.browser.mutate('transactions.void', input)).data).toEqual(voiding);
});

test('the same key serves in another portfolio', async ({ server, person, ledger }) => {
  const second = await openAccount(server, person);
  const key = newKey();
  const one = await record(person, ledger.portfolioId, deposit, key);
  const two = await record(person, second.portfolioId, deposit, key);
  expect([one.status, two.status]).toEqual([200, 200]);
});

test('fifty equal keys at once make one row', async ({ server, person, ledger }) => {
  const { portfolioId } = ledger;
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => record(person, portfolioId, deposit, key)),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
  expect(await rowsOf(server, portfolioId)).toHaveLength(1);
});

test('of fifty sells of one lot at once, one goes', async ({ server, person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  await record(person, portfolioId, buyOf(instrumentId));
  const sale = buyOf(instrumentId, { type: 'sell', tradeDate: '2024-03-01' });
  const answers = await Promise.all(Array.from({ length: 50 }, () => record(person, portfolioId, sale)));
  const codes = answers.map(({ error }) => error?.code ?? 'gone').toSorted();
  expect(codes).toEqual([...Array.from({ length: 49 }, () => 'INSUFFICIENT_QUANTITY'), 'gone']);
  expect(await rowsOf(server, portfolioId)).toHaveLength(2);
});

test('a purchase is voided or sold, never both', async ({ person, ledger }) => {
  const { portfolioId, instrumentId } = ledger;
  for (let round = 0; round < 5; round += 1) {
    const { data } = await record(person, portfolioId, buyOf(instrumentId));
    const sale = buyOf(instrumentId, { type: 'sell', tradeDate: '2024-03-01' });
    const input = { portfolioId, key: newKey(), transactionId: data.id };
    const [sold, voided] = await Promise.all([
      record(person, portfolioId, sale),
      person.browser.mutate('transactions.void', input),
    ]);
    expect([sold.status, voided.status].toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(sold.error?.code ?? voided.error?.code).toBe('INSUFFICIENT_QUANTITY');
  }
});

test('each write raises the revision of its owner, a refused one does not', async ({
  server,
  person,
  ledger,
}) => {
  const revision = async () => {
    const row = await server.db
      .selectFrom('ledgers')
      .select('revision')
      .where('user_id', '=', person.id)
      .executeTakeFirst();
    return Number(row?.revision ?? 0);
  };
  const { portfolioId, instrumentId } = ledger;
  await record(person, portfolioId, deposit);
  const before = await revision();
  await record(person, portfolioId, buyOf(instrumentId, { type: 'sell' }));
  expect([before, await revision()]).toEqual([1, 1]);
});
