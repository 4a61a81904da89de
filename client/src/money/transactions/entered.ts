import { asTyped, readDecimal } from '#client/money/figures/decimal-text.ts';
import { asked, fieldNames, figureNames, type FieldName } from '#client/money/transactions/fields.ts';
import type { Signs } from '#client/lib/numbers.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import type { TransactionInput, TransactionType } from '#shared/money/transactions.ts';

/** A transaction as it is typed: every field a text, empty where nothing was said. */
export type EnteredValues = Readonly<Record<FieldName, string>> & { readonly type: TransactionType };

const nothing = Object.fromEntries(fieldNames.map((name) => [name, ''])) as Record<FieldName, string>;

export function emptyValues(values: Partial<EnteredValues> & Pick<EnteredValues, 'type'>): EnteredValues {
  return { ...nothing, ...values };
}

/** The currency with which a type begins: that of the last of its kind, else the account's. A dividend is in its instrument's. */
export function currencyFor(
  type: TransactionType,
  baseCurrency: string,
  last: Pick<Transaction, 'type' | 'currency'> | null,
): string {
  if (type === 'dividend') return '';
  return (last?.type === type ? last.currency : null) ?? baseCurrency;
}

const counts: ReadonlySet<FieldName> = new Set(['numerator', 'denominator']);

/** What is sent for a text. What cannot be read is sent as it is: the schema refuses it by its field. */
function sent(name: FieldName, typed: string, signs: Signs): string | number | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  if (counts.has(name)) return /^\d{1,7}$/.test(text) ? Number.parseInt(text, 10) : text;
  return figureNames.has(name) ? (readDecimal(text, signs) ?? text) : text;
}

const namesOf = (type: TransactionType): readonly FieldName[] => [
  'tradeDate',
  ...asked[type].main,
  ...asked[type].more,
];

/** How much of each lot is closed, as it is typed, by the lot's id. */
export type LotValues = Readonly<Record<string, string | undefined>>;

/** What closes lots may name them. */
export const closing: ReadonlySet<TransactionType> = new Set(['sell', 'cover', 'transfer_out']);

/** What is sent for a form: the fields of its type that say something, and the lots that it names. */
export function inputOf(
  values: EnteredValues,
  signs: Signs,
  lotValues: LotValues = {},
): Readonly<Record<string, unknown>> {
  const said = namesOf(values.type)
    .map((name) => [name, sent(name, values[name], signs)] as const)
    .filter(([, value]) => value !== undefined);
  const lots = Object.entries(lotValues)
    .map(([lot, typed = '']) => ({ lot, quantity: sent('quantity', typed, signs) }))
    .filter(({ quantity }) => quantity !== undefined);
  const isNamed = closing.has(values.type) && lots.length > 0;
  return { type: values.type, ...Object.fromEntries(said), ...(isNamed && { lots }) };
}

/** The lots that a recorded transaction names, as a form has them. */
export function lotValuesOf({ lots }: Transaction, signs: Signs): LotValues {
  return Object.fromEntries((lots ?? []).map(({ lot, quantity }) => [lot, asTyped(quantity, signs)]));
}

type Fields = Readonly<Partial<Record<string, string | number | null>>>;

function typeOf({ type }: Transaction): TransactionType {
  if (type === 'void') throw new Error('What takes back is not entered');
  return type;
}

/** The values of a form that would record a transaction again. */
export function valuesOf(transaction: Transaction, signs: Signs): EnteredValues {
  const type = typeOf(transaction);
  const fields = transaction as unknown as Fields;
  const texts = namesOf(type).map((name) => {
    const text = String(fields[name] ?? '');
    return [name, figureNames.has(name) ? asTyped(text, signs) : text];
  });
  return emptyValues({ type, ...Object.fromEntries(texts) });
}

/** A recorded transaction as it was entered, the lots that it named included. */
export function enteredAs(transaction: Transaction): TransactionInput {
  const type = typeOf(transaction);
  const fields = transaction as unknown as Fields;
  const said = [...namesOf(type), 'lots'].filter((name) => fields[name] != null);
  return { type, ...Object.fromEntries(said.map((name) => [name, fields[name]])) } as TransactionInput;
}
