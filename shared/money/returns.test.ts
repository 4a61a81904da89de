import { expect, test } from 'vitest';
import { readDay } from '#shared/money/days.ts';
import { units } from '#shared/money/decimal.ts';
import { ReturnIndex } from '#shared/money/ratios.ts';
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
