import { useTranslation } from 'react-i18next';
import { describedBy } from '#client/components/field.tsx';
import { DecimalField } from '#client/money/figures/decimal-field.tsx';
import { useFigures } from '#client/money/figures/use-figures.ts';
import type { RecordFormState } from '#client/money/transactions/record-form.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { readDay } from '#shared/money/days.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

interface LotsFieldProps {
  form: RecordFormState;
  portfolio: Portfolio;
}

/** How much of each lot a sale closes. What names none closes the oldest first. */
export function LotsField({ form: { form, field }, portfolio: { id: portfolioId } }: LotsFieldProps) {
  const { t } = useTranslation('transactions');
  const { calendarDate } = useFormat();
  const figures = useFigures();
  const { instrumentId, tradeDate } = form.watch('transaction');
  const isKnown = instrumentId !== '' && readDay(tradeDate) !== null;
  const { data } = trpc.lots.list.useQuery(
    { portfolioId, instrumentId, date: tradeDate },
    { enabled: isKnown },
  );
  const { error } = field('transaction.lots');
  const open = isKnown ? (data?.open ?? []) : [];
  if (open.length === 0) return null;
  return (
    <fieldset
      id="transaction.lots"
      tabIndex={-1}
      className="flex flex-col gap-3 outline-none min-[28rem]:col-span-2"
      aria-describedby={describedBy('transaction.lots', { hint: true, error })}
    >
      <legend className="font-medium">{t('lots.title')}</legend>
      <p id="transaction.lots-hint" className="text-[0.8125rem] text-ink-faint">
        {t('lots.hint')}
      </p>
      {error && (
        <p id="transaction.lots-error" className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
      <div className="grid gap-3 min-[28rem]:grid-cols-2">
        {open.map(({ lot, date, quantity }) => (
          <DecimalField
            key={lot}
            {...form.register(`lots.${lot}`)}
            id={`lots.${lot}`}
            label={t('lots.one', { date: calendarDate(date), quantity: figures.quantity(quantity) })}
            typed={form.watch(`lots.${lot}`)}
          />
        ))}
      </div>
    </fieldset>
  );
}
