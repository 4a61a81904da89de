import { onDemand } from '#client/lib/on-demand.ts';
import type { NumberFormat } from '#shared/number-formats.ts';

export interface Signs {
  readonly group: string;
  readonly decimal: string;
}

const noBreakSpace = '\u00a0';
const signsOf: Readonly<Record<Exclude<NumberFormat, 'auto'>, Signs>> = {
  'space-comma': { group: noBreakSpace, decimal: ',' },
  'comma-point': { group: ',', decimal: '.' },
  'point-comma': { group: '.', decimal: ',' },
  'space-point': { group: noBreakSpace, decimal: '.' },
  'apostrophe-point': { group: '’', decimal: '.' },
};

const minus = '\u2212';

/** Has a group and a fraction in every language. */
const signSample = 1_234_567.5;

type Writable = number | Intl.StringNumericLiteral;

const minutesOfDay = 24 * 60;

/** Numbers, amounts and lengths of time, all with the signs the person chose. `format.ts` offers them. */
export function createNumbers(tag: string, numberFormat: NumberFormat) {
  // A region may group by other than three digits; a chosen format says exactly what it does.
  const locale = numberFormat === 'auto' ? tag : tag.split('-')[0];
  const formats = new Map<string, Intl.NumberFormat>();
  const partsOf = (value: Writable, options?: Intl.NumberFormatOptions) => {
    const key = Object.entries(options ?? {}).join(' ');
    const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
    formats.set(key, format);
    return format.formatToParts(value).map((part) => ({ ...part, value: replaced(part, numberFormat) }));
  };
  const write = (value: Writable, options?: Intl.NumberFormatOptions) =>
    partsOf(value, options)
      .map((part) => part.value)
      .join('');
  const signs = onDemand((): Signs => {
    const parts = partsOf(signSample);
    const signOf = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? '';
    return { group: signOf('group'), decimal: signOf('decimal') };
  });
  const currencyNames = onDemand(() => new Intl.DisplayNames(tag, { type: 'currency' }));
  const inUnit = (value: number, unit: 'day' | 'hour' | 'minute') =>
    write(value, { style: 'unit', unit, unitDisplay: 'short' });

  return {
    number: (value: number) => write(value),
    /** A decimal of the wire, to its last digit; what the options cut off is rounded half to even. */
    decimal: (text: string, options?: Intl.NumberFormatOptions) =>
      write(text as Intl.StringNumericLiteral, {
        roundingMode: 'halfEven',
        signDisplay: 'negative',
        ...options,
      }),
    /** The signs between groups of digits and before the fraction. */
    signs,
    /** An amount with the currency's sign, and as many digits after the decimal sign as the currency has. */
    money: (value: number, currency: string) =>
      write(value, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    /** `2 h 10 min`, `3 days 4 hr`: whole minutes in the two largest units that are not zero. */
    duration(minutes: number) {
      const days = Math.floor(minutes / minutesOfDay);
      const hours = Math.floor((minutes % minutesOfDay) / 60);
      const rest = minutes % 60;
      const parts = [
        days > 0 && inUnit(days, 'day'),
        hours > 0 && inUnit(hours, 'hour'),
        days === 0 && (rest > 0 || hours === 0) && inUnit(rest, 'minute'),
      ];
      return parts.filter(Boolean).join(' ');
    },
    /** The currency's name in the person's language; its code where the browser has none. It throws at four letters. */
    currencyName: (code: string) => (code.length === 3 && currencyNames().of(code)) || code,
  };
}

function replaced({ type, value }: Intl.NumberFormatPart, numberFormat: NumberFormat): string {
  if (type === 'minusSign') return minus;
  if (numberFormat === 'auto' || (type !== 'group' && type !== 'decimal')) return value;
  return signsOf[numberFormat][type];
}
