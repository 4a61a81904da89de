import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { showToast } from '#client/components/show-toast.ts';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { DecimalField } from '#client/money/figures/decimal-field.tsx';
import { typedDecimal } from '#client/money/figures/typed-decimal.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useToday } from '#client/lib/use-today.ts';
import { daySchema } from '#shared/money/days.ts';
import { fineSchema } from '#shared/money/decimal.ts';

/** What is seen of a price or of a rate; the server names a wrong one by this path. */
export type Observed = 'price' | 'rate';

interface Row {
  date: string;
  price: string;
  rate: string;
}

interface Values {
  rows: [Row];
}

export interface ObservationFormProps {
  observed: Observed;
  label: string;
  put: {
    mutateAsync(row: { date: string; figure: string }): Promise<unknown>;
    readonly isPending: boolean;
  };
}

/** Puts the price or the rate of one day. That day's earlier one, by hand or not, no longer counts. */
export function ObservationForm({ observed, label, put }: ObservationFormProps) {
  const { t } = useTranslation('prices');
  const today = useToday();
  const { signs } = useFormat();
  const resolver = useMemo(() => resolverOf(observed, signs()), [observed, signs]);
  const defaults: Values = { rows: [{ date: today, price: '', rate: '' }] };
  const path = `rows.0.${observed}` as const;
  const form = useCallForm({
    call: put,
    resolver,
    defaults,
    input: ({ rows: [row] }: Values) => ({ date: row.date, figure: row[observed] }),
    onDone: (_done, { resetField }) => {
      resetField(path);
      showToast({ title: t('saved') });
    },
    labels: { 'rows.0.date': t('day'), [path]: label },
  });
  // A price and a rate stand on one page, and each has its day.
  const dayId = `${observed}Day`;
  const wrong = form.wrong.map((one) => (one.id === 'rows.0.date' ? { ...one, id: dayId } : one));
  return (
    <CallForm
      form={{ ...form, wrong }}
      className="gap-4 p-5"
      actions={
        <SubmitButton form={form} variant="secondary" className="self-start">
          {t('save')}
        </SubmitButton>
      }
    >
      <div className="grid gap-4 min-[24rem]:grid-cols-2">
        <TextField {...form.field('rows.0.date')} id={dayId} type="date" max={today} required />
        <DecimalField {...form.field(path)} typed={form.form.watch(path)} required />
      </div>
    </CallForm>
  );
}

function resolverOf(observed: Observed, signs: Parameters<typeof typedDecimal>[0]) {
  const untouched = z.string();
  const figure = typedDecimal(signs, fineSchema);
  const row = z.object({
    date: daySchema,
    price: observed === 'price' ? figure : untouched,
    rate: observed === 'rate' ? figure : untouched,
  });
  return checkedBy<Values, Values>(z.object({ rows: z.tuple([row]) }));
}
