import type { Signs } from '#client/lib/numbers.ts';

/** Blanks of every kind, and the apostrophe of Swiss accounts: they part groups and nothing else. */
const blanks = /[\s\u00a0\u202f\u2009'’_]/gu;
const minuses = /^[-\u2212\u2013]/u;

/** Groups of three, or of two before the last, as India writes them. */
const grouped = /^\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/;
const thousands = /^[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * The decimal that was meant, as the wire writes it. Null where the text is no number. Comma and point are both taken:
 * the last one begins the fraction where both stand. One alone between thousands, such as `1,234`, is what it is in the
 * person's own way to write numbers.
 */
export function readDecimal(typed: string, { group, decimal }: Signs): string | null {
  const text = typed.replaceAll(blanks, '').replace(minuses, '-').replace(/^\+/, '');
  const isNegative = text.startsWith('-');
  const digits = isNegative ? text.slice(1) : text;
  if (!/^[\d.,]+$/.test(digits) || !/\d/.test(digits)) return null;
  const point = placeOfPoint(digits, { group, decimal });
  const whole = point === null ? digits : digits.slice(0, point);
  const fraction = point === null ? '' : digits.slice(point + 1);
  if (/[.,]/.test(fraction) || !isGroupedOrPlain(whole)) return null;
  return canonical(isNegative, whole.replaceAll(/[.,]/g, ''), fraction);
}

/** Where the fraction begins; null where all signs part groups. */
function placeOfPoint(digits: string, { group, decimal }: Signs): number | null {
  const fraction = digits.split(/[.,]/).at(-1) ?? '';
  const last = digits.length - fraction.length - 1;
  if (last === -1) return null;
  const sign = digits[last] ?? '';
  const signs = digits.replaceAll(/\d/g, '');
  if (new Set(signs).size === 2) return last;
  if (signs.length > 1) return null;
  const isGroup = sign === group && sign !== decimal && thousands.test(digits);
  return isGroup ? null : last;
}

/** A decimal of the wire as a person types it, for what stands in a field at first. */
export const asTyped = (decimal: string, signs: Pick<Signs, 'decimal'>) =>
  decimal.replace('.', signs.decimal);

const isGroupedOrPlain = (whole: string) =>
  /^\d*$/.test(whole) || (grouped.test(whole) && new Set(whole.replaceAll(/\d/g, '')).size === 1);

function canonical(isNegative: boolean, whole: string, fraction: string): string {
  const integer = whole.replace(/^0+/, '') || '0';
  let length = fraction.length;
  while (fraction[length - 1] === '0') length -= 1;
  const text = length > 0 ? `${integer}.${fraction.slice(0, length)}` : integer;
  return isNegative && text !== '0' ? `-${text}` : text;
}
