import { CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { TextField } from '#client/components/text-field.tsx';
import { useFindInstruments } from '#client/money/instruments/use-instruments.ts';
import { currencyFor } from '#client/money/transactions/entered.ts';
import type { FieldName } from '#client/money/transactions/fields.ts';
import { readLine, type Understood } from '#client/money/transactions/line.rules.ts';
import type { Recorded, RecordValues } from '#client/money/transactions/record.rules.ts';
import { typeInto } from '#client/lib/type-into.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useToday } from '#client/lib/use-today.ts';

type Form = UseFormReturn<RecordValues, unknown, Recorded>;

interface LineFieldProps {
  form: Form;
  baseCurrency: string;
}

/** A transaction in one line. What was understood is shown, and Enter puts it into the form, which is then saved. */
export function LineField({ form, baseCurrency }: LineFieldProps) {
  const { t } = useTranslation('transactions');
  const [line, setLine] = useState('');
  const understood = useUnderstood(line);
  const fill = useFill({ form, baseCurrency });
  return (
    <div className="flex flex-col gap-1.5">
      {/* Without a name: it is no value of the form. */}
      <TextField
        id="line"
        label={t('line.label')}
        hint={t('line.hint')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="next"
        value={line}
        onChange={({ target }) => setLine(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (!understood) return;
          void fill(understood);
          setLine('');
        }}
      />
      <output htmlFor="line" className="min-h-5 text-[0.8125rem] text-ink-soft">
        {line.trim() !== '' && (understood ? <Told understood={understood} /> : t('line.notYet'))}
      </output>
    </div>
  );
}

function useUnderstood(line: string): Understood | null {
  const { signs } = useFormat();
  const today = useToday();
  return readLine(line, { today, signs: signs() });
}

/** In the order in which one says it. */
const told = ['quantity', 'price', 'amount', 'currency', 'fee', 'tax'] as const satisfies FieldName[];

function Told({ understood: { values, symbol, unknown } }: { understood: Understood }) {
  const { t } = useTranslation('transactions');
  const { calendarDate } = useFormat();
  const facts = [
    values.type && t(`types.${values.type}`),
    symbol,
    ...told.map((name) => values[name] && `${t(`fields.${name}`)} ${values[name]}`),
    values.tradeDate && calendarDate(values.tradeDate),
  ].filter(Boolean);
  return (
    <>
      <CornerDownLeft aria-hidden className="mr-1.5 inline size-3.5 align-[-0.15em]" />
      {facts.join(' · ')}
      {unknown.length > 0 && (
        <span className="text-warning"> {t('line.unknown', { words: unknown.join(' ') })}</span>
      )}
    </>
  );
}

/** Puts what was understood into the fields, and the focus where something is missing, else on the button. */
function useFill({ form, baseCurrency }: LineFieldProps) {
  const findInstruments = useFindInstruments();
  return async ({ values, symbol }: Understood) => {
    for (const [name, value] of Object.entries(values))
      form.setValue(`transaction.${name as FieldName}`, value, { shouldDirty: true });
    const { type, currency } = form.getValues('transaction');
    if (!values.currency) form.setValue('transaction.currency', currencyFor(type, currency, baseCurrency));
    const [instrument] = symbol === null ? [] : await findInstruments(symbol).catch(() => []);
    if (symbol !== null)
      form.setValue('transaction.instrumentId', instrument?.id ?? '', { shouldDirty: true });
    const lacking =
      symbol !== null && !instrument ? document.getElementById('transaction.instrumentId') : null;
    (lacking ?? document.getElementById('record'))?.focus();
    // What is not known yet is offered to be made.
    if (symbol !== null && lacking instanceof HTMLInputElement) typeInto(lacking, symbol);
  };
}
