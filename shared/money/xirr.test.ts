import { expect, test } from 'vitest';
import { one } from '#shared/money/decimal.ts';
import { internalRates } from '#shared/money/xirr.ts';

/** Flows a year apart whose sum is (1 - (1 + rate) * factor)^times: one root, that many times. */
function repeated(times: number, percent: bigint) {
  let [amount, sign] = [100n ** BigInt(times) * one, -1n];
  return Array.from({ length: times + 1 }, (_, n) => {
    const flow = { day: n * 365, amount: sign * amount };
    amount = (amount * BigInt(times - n) * percent) / (BigInt(n + 1) * 100n);
    sign = -sign;
    return flow;
  });
}

test.each([
  [2, 100n, 1e-6],
  [2, 110n, 1e-6],
  [3, 100n, 1e-3],
  [5, 110n, 0.1],
  [8, 100n, 0.5],
])(
  'a root that is there %i times is one rate, and found at once: %i percent',
  (times, percent, tolerance) => {
    const { status, rates } = internalRates(repeated(times, percent));
    expect({ status, count: rates.length }).toEqual({ status: 'one', count: 1 });
    expect(Math.abs((rates[0] ?? NaN) - (Number(percent) / 100 - 1))).toBeLessThan(tolerance);
  },
);

test('twenty alternating flows do not keep others waiting', () => {
  const started = process.cpuUsage();
  expect(internalRates(repeated(20, 100n)).rates.length).toBeLessThan(20);
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});
