import { expect } from 'vitest';
import { test } from '#server/testing/fixtures.ts';
import { actAll, keepMarket, keepPortfolio } from '#server/testing/ledgers.ts';
import type { Vector } from '#shared/money/testing/open-ledger.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };

const moneyOf = ({ opening, closing, contributions, withdrawals, ...gain }: Record<string, unknown>) => ({
  opening,
  closing,
  contributions,
  withdrawals,
  gain: {
    total: gain['total'],
    price: gain['price'],
    fx: gain['fx'],
    income: gain['income'],
    fees: gain['fees'],
    taxes: gain['taxes'],
  },
});

const isNear = (value: number | null, text: string | null) =>
  value === null || text === null
    ? value === text
    : Math.abs(value - Number(text)) <= 1e-9 * Math.max(1, Math.abs(Number(text)));

test.for([...vectors.gains, ...vectors.alone])(
  'performance.get tells the gain and the returns of $id as the engine does',
  async ({ portfolio, instruments, transactions, from, to, expected, ...vector }, { server, person }) => {
    const { prices, fxRates, instrument } = vector as Partial<Vector> & { instrument?: string };
    const portfolioId = await keepPortfolio(server, person.id, portfolio);
    const market = { instruments, prices, fxRates };
    const names = await keepMarket(server, person.id, market, portfolio.isSample);
    expect(await actAll(person, portfolioId, { names, transactions })).toBe(null);
    const instrumentId = instrument && names.real(instrument);
    const { data } = await person.browser.query('performance.get', { portfolioId, instrumentId, from, to });
    expect(data).toMatchObject({ portfolioId, instrumentId: instrumentId ?? null, from, to });
    expect(data).toMatchObject(moneyOf(expected));
    expect(data.reasons).toEqual(expected.reasons);
    expect(data.xirr.status).toBe(expected.xirr.status);
    expect(data.series.at(-1)).toMatchObject({ date: to, value: expected.closing });
    expect([isNear(data.twr, expected.twr), isNear(data.dietz, expected.dietz)]).toEqual([true, true]);
    expect(isNear(data.volatility, expected.volatility)).toBe(true);
  },
);

test.for(vectors.netWorth)(
  'netWorth.get adds portfolios up as the engine does: $id',
  async ({ portfolios, instruments, prices, fxRates, currency, from, to, ...vector }, { server, person }) => {
    const { portfolioIds } = vector as { portfolioIds?: string[] };
    const names = await keepMarket(server, person.id, { instruments, prices, fxRates });
    for (const { id, portfolio, transactions } of portfolios) {
      names.add(id, await keepPortfolio(server, person.id, portfolio));
      expect(await actAll(person, names.real(id), { names, transactions })).toBe(null);
    }
    const { data } = await person.browser.query('netWorth.get', {
      currency,
      from,
      to,
      portfolioIds: portfolioIds?.map(names.real),
    });
    const { twr, xirr, movers, ...money } = vector.expected;
    expect({
      ...money,
      portfolios: data.portfolios.map((each: { portfolioId: string }) => ({
        ...each,
        portfolioId: names.short(each.portfolioId),
      })),
      missing: data.missing.map(names.short),
    }).toEqual(money);
    expect(data).toMatchObject({
      currency,
      from,
      to,
      points: money.points,
      gain: money.gain,
      day: money.day,
    });
    expect(data.reasons).toEqual(money.reasons);
    const shown = (list: readonly { symbol: string; gain: string }[]) =>
      list.map(({ symbol, gain }) => ({ instrument: symbol, gain }));
    expect({ up: shown(data.movers.up), down: shown(data.movers.down) }).toEqual(movers);
    expect(isNear(data.twr, twr)).toBe(true);
    expect(data.xirr?.status).toBe(xirr?.status);
  },
);
