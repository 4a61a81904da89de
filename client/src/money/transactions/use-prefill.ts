import { useEffect, useEffectEvent, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { askedIn, type FieldName } from '#client/money/transactions/fields.ts';
import { currencyFor, valuesOf } from '#client/money/transactions/entered.ts';
import type { Recorded, RecordValues } from '#client/money/transactions/record.rules.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

/** What tends to stay the same from one to the next. A price never does. */
const repeated: readonly FieldName[] = ['instrumentId', 'quantity', 'fee', 'counterCurrency'];

/**
 * Fills a form from the last transaction of its type, once for each type that is chosen. The currency follows the type
 * each time. What somebody has typed or chosen stays.
 */
export function usePrefill(
  form: UseFormReturn<RecordValues, unknown, Recorded>,
  { id: portfolioId, baseCurrency }: Pick<Portfolio, 'id' | 'baseCurrency'>,
  isOn: boolean,
): void {
  const { signs } = useFormat();
  const type = form.watch('transaction.type');
  const filled = useRef(new Set<string>());
  const { data } = trpc.transactions.list.useQuery(
    { portfolioId, types: [type], limit: 1 },
    { enabled: isOn },
  );
  const last = data?.items[0];

  const begins = currencyFor(type, baseCurrency, last ?? null);
  const beginIn = useEffectEvent((currency: string) => {
    if (isFree(form, 'currency')) form.setValue('transaction.currency', currency);
  });
  useEffect(() => {
    if (isOn) beginIn(begins);
  }, [isOn, begins]);

  const fill = useEffectEvent((transaction: Transaction) => {
    if (transaction.type !== type || filled.current.has(type)) return;
    filled.current.add(type);
    const values = valuesOf(transaction, signs());
    const { main } = askedIn(type, false);
    const given = form.getValues('transaction.instrumentId');
    const isOther = given !== '' && given !== values.instrumentId;
    for (const name of repeated)
      if (main.includes(name) && !(isOther && name !== 'fee') && isFree(form, name))
        form.setValue(`transaction.${name}`, values[name]);
  });
  useEffect(() => {
    if (isOn && last) fill(last);
  }, [isOn, last]);
}

/** Neither typed by the person nor given by the address. */
function isFree(
  { getFieldState, getValues }: UseFormReturn<RecordValues, unknown, Recorded>,
  name: FieldName,
) {
  const isChosen = name === 'instrumentId' && getValues('transaction.instrumentId') !== '';
  const { isDirty, isTouched } = getFieldState(`transaction.${name}`);
  // Whoever chose the currency that stood there at first chose it all the same.
  return !isChosen && !isDirty && !isTouched;
}
