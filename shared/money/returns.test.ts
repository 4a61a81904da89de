import { expect, test } from 'vitest';
import { readDay } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import { indexOne, ReturnIndex } from '#shared/money/ratios.ts';
import { deviation, maximumDrawdown, modifiedDietz, timeWeighted } from '#shared/money/returns.ts';
import { areRates, isClose } from '#shared/money/testing/close.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };
import { internalRates } from '#shared/money/xirr.ts';

for (const { id, flows, status, logRates } of vectors.xirr)
  test(`all internal rates are found, and no other: ${id}`, () => {
    const read = flows.map(([day = '', amount = '']) => ({ day: readDay(day) ?? 0, amount: units(amount) }));
    const found = internalRates(read);
    expect(found.status).toBe(status);
    expect(areRates(found.rates, logRates.map(Number))).toBe(true);
  });

for (const { id, opening, days, twr } of vectors.twr)
  test(`the time-weighted return links the days' returns: ${id}`, () => {
    const values = days.map(([value = '', contributed = '', withdrawn = ''], day) => ({
      day,
      value: units(value),
      contributed: units(contributed),
      withdrawn: units(withdrawn),
    }));
    expect(isClose(timeWeighted(units(opening), values).twr, twr)).toBe(true);
  });

for (const { id, returns, linked } of vectors.linking)
  test(`returns are linked without a loss of digits: ${id}`, () => {
    const index = new ReturnIndex();
    for (const value of returns)
      index.link({ numerator: units('1') + units(value), denominator: units('1') });
    expect(isClose(index.gain, linked)).toBe(true);
  });

test.each([
  ['held', [2000, 3000, 2000, 3000], [0, 0, 0, 0], 2],
  ['paid into', [2000, 3000, 4500], [0, 1000, 0], 3],
  ['fallen far', [1, 7, 3000, 2999, 3000], [0, 0, 0, 0, 0], 3],
] as const)('what stands at its peak again has recovered to the last digit: %s', (_, values, paid, again) => {
  const days = values.map((value, day) => ({
    day,
    value: units(String(value)),
    contributed: units(String(paid[day])),
    withdrawn: 0n,
  }));
  const { index, twr } = timeWeighted(units('3000'), days);
  const fall = maximumDrawdown([indexOne, ...index.map((value) => value ?? 0n)]);
  expect({ twr, peak: fall?.peak, trough: fall?.trough, recovered: fall?.recovered }).toEqual({
    twr: 0,
    peak: 0,
    trough: 1,
    recovered: again,
  });
});

for (const { id, opening, closing, days, flows, dietz } of vectors.dietz)
  test(`the modified Dietz return weighs flows by their days: ${id}`, () => {
    const read = flows.map(([amount, n]) => ({ amount: units(String(amount)), n: Number(n) }));
    const found = modifiedDietz({ opening: units(opening), closing: units(closing) }, read, days);
    expect(isClose(found, dietz)).toBe(true);
  });

for (const { id, index, drawdown } of vectors.drawdown)
  test(`the deepest fall is the first of equal ones: ${id}`, () => {
    const found = maximumDrawdown(index.map(units));
    expect(isClose(found?.value, drawdown?.value)).toBe(true);
    expect({ ...found, value: 0 }).toEqual({ ...drawdown, value: 0 });
  });

for (const { id, returns, volatility } of vectors.volatility)
  test(`volatility is the yearly deviation of a sample: ${id}`, () => {
    expect(isClose(deviation(returns.map(Number)), volatility, volatility === '0' ? 1e-12 : 0)).toBe(true);
  });
