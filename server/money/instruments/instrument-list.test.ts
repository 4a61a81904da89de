import { describe, expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { createInstrument } from '#server/testing/money.ts';
import { registerPerson, type Person } from '#server/testing/people.ts';

const list = async ({ browser }: Person, input: object) =>
  (await browser.query('instruments.list', input)).data;

describe('the list of instruments', () => {
  test('has pages by symbol that neither repeat nor leave out one, also once the last was removed', async ({
    person,
  }) => {
    for (const symbol of ['delta', 'Alpha', 'charlie', 'BRAVO', 'echo'])
      await createInstrument(person, { symbol });
    const symbolsOf = (page: { items: { symbol: string }[] }) => page.items.map(({ symbol }) => symbol);
    const first = await list(person, { limit: 2 });
    expect(symbolsOf(first)).toEqual(['Alpha', 'BRAVO']);
    const gone = { instrumentId: first.items[1].id, version: 1 };
    await person.browser.mutate('instruments.remove', gone);
    const second = await list(person, { limit: 2, cursor: first.nextCursor });
    expect(symbolsOf(second)).toEqual(['charlie', 'delta']);
    const last = await list(person, { limit: 2, cursor: second.nextCursor });
    expect([symbolsOf(last), last.nextCursor]).toEqual([['echo'], null]);
  });

  test.for([
    ['acm', ['ACME']],
    ['БЕР', ['Сбер']],
    ['turb', ['ACME']],
    ['us0378', ['ACME']],
    ['378', []],
    ['%', ['P%T']],
    ['', ['ACME', 'P%T', 'Сбер']],
  ] as const)('finds by %j in any case', async ([search, symbols], { server, person }) => {
    await createInstrument(person, { symbol: 'ACME', isin: 'US0378331005' });
    await createInstrument(person, { symbol: 'Сбер', name: 'Сбербанк' });
    await createInstrument(person, { symbol: 'P%T', name: 'Percent' });
    await createInstrument(await registerPerson(server), { symbol: 'ACME2' });
    const { items } = await list(person, { search });
    expect(items.map(({ symbol }: { symbol: string }) => symbol)).toEqual(symbols);
  });

  test('refuses a page of 201', async ({ person }) => {
    const answer = await person.browser.query('instruments.list', { limit: 201 });
    expect(answer.error?.fields).toEqual({ limit: 'INVALID' });
  });
});
