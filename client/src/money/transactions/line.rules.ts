import { readDecimal } from '#client/money/figures/decimal-text.ts';
import type { EnteredValues } from '#client/money/transactions/entered.ts';
import type { FieldName } from '#client/money/transactions/fields.ts';
import { dayAfter } from '#client/lib/zoned-time.ts';
import type { Signs } from '#client/lib/numbers.ts';
import type { TransactionType } from '#shared/money/transactions.ts';

/** What a line says, by the fields of the form; `symbol` is not looked up yet. */
export interface Understood {
  readonly values: Partial<Pick<EnteredValues, 'type' | FieldName>>;
  readonly symbol: string | null;
  /** Words that say nothing here. */
  readonly unknown: readonly string[];
}

/** The words of both languages: a line is understood whatever the page speaks. */
const verbs: Readonly<Partial<Record<TransactionType, RegExp>>> = {
  buy: /^(?:buy|bought|purchase|купить|купил|купила|куплю|покупка)$/,
  sell: /^(?:sell|sold|sale|продать|продал|продала|продам|продажа)$/,
  short: /^(?:short|shorted|шорт|зашортить)$/,
  cover: /^(?:cover|covered|откупить|откуп)$/,
  deposit: /^(?:deposit|deposited|пополнить|пополнил|пополнила|пополнение|внести|внёс|внесла)$/,
  withdrawal: /^(?:withdraw|withdrew|withdrawal|вывести|вывел|вывела|вывод|снять|снял|сняла)$/,
  dividend: /^(?:dividend|dividends|дивиденд|дивиденды)$/,
  interest: /^(?:interest|процент|проценты|купон)$/,
  fee: /^(?:fee|fees|комиссия)$/,
  tax: /^(?:tax|taxes|налог)$/,
};

const trades: ReadonlySet<TransactionType> = new Set(['buy', 'sell', 'short', 'cover']);
const beforePrice = /^(?:at|@|по|x|×)$/;
const fillers = /^(?:of|for|on|in|a|the|shares?|за|от|на|в|шт|штук|штуки|акций|акции|акцию|руб|рублей)$/;
const daysAgo: Readonly<Record<string, number>> = {
  today: 0,
  yesterday: -1,
  сегодня: 0,
  вчера: -1,
  позавчера: -2,
};
const isoDay = /^\d{4}-\d\d-\d\d$/;
const pointedDay = /^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$/;
const currency = /^(?:[A-Z]{3}|USDC|USDT)$/;

function dayOf(word: string, today: string): string | null {
  const ago = daysAgo[word];
  if (ago !== undefined) return dayAfter(today, ago);
  if (isoDay.test(word)) return word;
  const [, day = '', month = '', year = today.slice(0, 4)] = pointedDay.exec(word) ?? [];
  return day === '' ? null : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const typeOf = (word: string) =>
  (Object.keys(verbs) as TransactionType[]).find((type) => verbs[type]?.test(word)) ?? null;

interface Context {
  readonly today: string;
  readonly signs: Signs;
}

/** `buy 10 SBER 285.4 yesterday`, «купить 10 SBER по 285,4 вчера». Null where no word says what was done. */
export function readLine(line: string, { today, signs }: Context): Understood | null {
  const words = line.trim().split(/\s+/u).filter(Boolean);
  const place = words.findIndex((word) => typeOf(word.toLowerCase()) !== null);
  const type = typeOf((words[place] ?? '').toLowerCase());
  if (type === null) return null;
  const values: Partial<Record<FieldName, string>> = {};
  const unknown: string[] = [];
  let symbol: string | null = null;
  let next: FieldName | null = null;
  for (const word of words.toSpliced(place, 1)) {
    const small = word.toLowerCase();
    // `12.11` is a number until all numbers are there.
    const isWhole = next === null && nextFigure(type, values) in values;
    const day = isWhole ? dayOf(small, today) : namedDay(small, today);
    const figure = readDecimal(word.replace(/[,;]$/, ''), signs);
    if (beforePrice.test(small)) next = 'price';
    else if (verbs.fee?.test(small)) next = 'fee';
    else if (verbs.tax?.test(small)) next = 'tax';
    else if (day !== null) values.tradeDate = day;
    else if (figure !== null) {
      const name = next ?? nextFigure(type, values);
      if (name in values) unknown.push(word);
      else values[name] = word.replace(/[,;]$/, '');
      next = null;
    } else if (fillers.test(small)) continue;
    else if (!trades.has(type) && currency.test(word)) values.currency = word;
    else if (symbol === null) symbol = word;
    else unknown.push(word);
  }
  return { values: { type, ...values }, symbol, unknown };
}

/** A day that cannot be a number. */
const namedDay = (word: string, today: string) =>
  /^\d{1,2}\.\d{1,2}$/.test(word) ? null : dayOf(word, today);

/** How many first, then at which price; what is no trade has an amount alone. */
function nextFigure(type: TransactionType, values: Partial<Record<FieldName, string>>): FieldName {
  if (!trades.has(type)) return 'amount';
  return 'quantity' in values ? 'price' : 'quantity';
}
