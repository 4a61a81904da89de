import { expect, test } from 'vitest';
import { optionalDecimal, typedDecimal } from '#client/money/figures/typed-decimal.ts';
import { moneySchema, positive } from '#shared/money/decimal.ts';

const russian = { group: '\u00a0', decimal: ',' };
const price = typedDecimal(russian, positive(moneySchema));
const fee = optionalDecimal(russian, moneySchema);

test.each(['', 'ten', '-5', '0', '1,123456789', '1'.repeat(19)])(
  'what is no price is refused: "%s"',
  (typed) => {
    expect(price.safeParse(typed).success).toBe(false);
  },
);

test('what was typed with a comma is sent with a point', () => {
  expect(price.parse('1 285,40')).toBe('1285.4');
  expect(fee.parse('0,5')).toBe('0.5');
});

test('a field that may stay empty sends nothing', () => {
  expect(fee.parse('  ')).toBeUndefined();
  expect(fee.safeParse('none').success).toBe(false);
});
