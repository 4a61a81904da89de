import { expect, expectTypeOf, test } from 'vitest';
import { decimal, fineSchema, moneySchema, units, type Decimal } from '#shared/money/decimal.ts';
import { allocate, multiply, r8, take } from '#shared/money/rounding.ts';
import vectors from '#shared/money/testing/vectors.json' with { type: 'json' };

/** Some exact figures have more than 18 places. */
function exactUnits(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(21, '0'));
}

for (const { typed, canonical } of vectors.decimals.accepted)
  test(`the decimal ${typed} is written ${canonical}`, () => {
    expect(decimal(units(fineSchema.parse(typed)))).toBe(canonical);
  });

for (const text of vectors.decimals.refused)
  test(`${JSON.stringify(text.slice(0, 24))} is no decimal`, () => {
    expect(fineSchema.safeParse(text).success).toBe(false);
  });

test('money with nine places is refused, and nothing is cut off', () => {
  expect(moneySchema.safeParse('0.000000001').success).toBe(false);
  expect(moneySchema.parse('0.00000001')).toBe('0.00000001');
});

for (const { exact, take: taken, rounded } of vectors.rounding)
  test(`${exact ?? `the share ${String(taken)}`} is rounded half to even to ${rounded}`, () => {
    const [amount = 0n, part = 0n, whole = 0n] = (taken ?? []).map(units);
    expect(decimal(exact === undefined ? take(amount, part, whole) : r8(exactUnits(exact), 1000n))).toBe(
      rounded,
    );
  });

for (const { id, total, weights, places, parts } of vectors.allocation)
  test(`the parts of ${total} add up to it, and the largest remainders get the units left: ${id}`, () => {
    expect(allocate(units(total), weights.map(units), places).map(decimal)).toEqual(parts);
  });

test('a float is no money, and a text is no decimal until it has been read', () => {
  expectTypeOf<number>().not.toExtend<Parameters<typeof multiply>[0]>();
  expectTypeOf<number>().not.toExtend<Parameters<typeof take>[0]>();
  expectTypeOf<number>().not.toExtend<Decimal>();
  expectTypeOf<string>().not.toExtend<Decimal>();
  expect(() => units('1e3')).toThrow(RangeError);
});
