import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CurrencyOptions } from '#client/components/currency-options.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { DecimalField } from '#client/money/figures/decimal-field.tsx';
import { figureNames, type FieldName } from '#client/money/transactions/fields.ts';
import { PickInstrument } from '#client/money/transactions/pick-instrument.tsx';
import type { RecordFormState } from '#client/money/transactions/record-form.tsx';
import { useToday } from '#client/lib/use-today.ts';
import { moneyCurrencies } from '#shared/money/currencies.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { TransactionType } from '#shared/money/transactions.ts';

export interface RecordFieldProps {
  name: FieldName;
  form: RecordFormState;
  portfolio: Portfolio;
}

/** One field of a transaction, by what it holds. */
export function RecordField({ name, form, portfolio }: RecordFieldProps) {
  if (name === 'instrumentId' || name === 'toInstrumentId')
    return <PickInstrument name={name} form={form} portfolio={portfolio} />;
  if (name === 'currency' || name === 'counterCurrency') return <CurrencyField name={name} form={form} />;
  return <TypedField name={name} form={form} />;
}

type TypedFieldProps = Omit<RecordFieldProps, 'portfolio'>;

function TypedField({ name, form }: TypedFieldProps) {
  const today = useToday();
  const path = `transaction.${name}` as const;
  const hint = useHint(name, form.form.watch('transaction.type'));
  const props = { ...form.field(path), hint, autoComplete: 'off' };
  if (name === 'acquiredOn') return <TextField {...props} type="date" max={today} />;
  if (name === 'note') return <TextField {...props} className="min-[28rem]:col-span-2" maxLength={500} />;
  if (!figureNames.has(name)) return <TextField {...props} inputMode="numeric" />;
  return <DecimalField {...props} typed={form.form.watch(path)} onFocus={({ target }) => target.select()} />;
}

/** A dividend is in the instrument's currency unless it says else. */
function CurrencyField({
  name,
  form: { form, field },
}: TypedFieldProps & { name: 'currency' | 'counterCurrency' }) {
  const { t } = useTranslation('transactions');
  const [isAsked, setIsAsked] = useState(false);
  const path = `transaction.${name}` as const;
  const type = form.watch('transaction.type');
  return (
    <SelectField {...field(path)} onFocus={() => setIsAsked(true)}>
      {(type === 'dividend' || name === 'counterCurrency') && (
        <option value="">{type === 'dividend' ? t('ofInstrument') : t('choose')}</option>
      )}
      <CurrencyOptions codes={moneyCurrencies} named={isAsked ? null : form.watch(path)} />
    </SelectField>
  );
}

const hinted = ['costFraction', 'numerator', 'fxRate', 'accrued', 'cost', 'acquiredOn'] as const;
/** Less than nothing is paid by the person, or given back to them. */
const signed: Partial<Record<TransactionType, 'paid' | 'refunded' | 'lost'>> = {
  interest: 'paid',
  dividend: 'paid',
  fee: 'refunded',
  tax: 'refunded',
  settlement: 'lost',
};

function useHint(name: FieldName, type: TransactionType): string | undefined {
  const { t } = useTranslation('transactions');
  const sign = name === 'amount' ? signed[type] : undefined;
  if (sign) return t(`signs.${sign}`);
  const known = hinted.find((one) => one === name);
  return known && t(`hints.${known}`);
}
