import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm, type CallFormState } from '#client/forms/use-call-form.ts';
import { lotValuesOf, type EnteredValues } from '#client/money/transactions/entered.ts';
import { askedIn } from '#client/money/transactions/fields.ts';
import { newKey } from '#client/money/transactions/keys.ts';
import { LineField } from '#client/money/transactions/line-field.tsx';
import { LateOutcome } from '#client/money/transactions/late-outcome.tsx';
import { recordResolver, type Recorded, type RecordValues } from '#client/money/transactions/record.rules.ts';
import { RecordFields } from '#client/money/transactions/record-fields.tsx';
import { useFieldLabels } from '#client/money/transactions/use-field-labels.ts';
import { usePrefill } from '#client/money/transactions/use-prefill.ts';
import { useTellRecorded } from '#client/money/transactions/use-tell-recorded.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

export interface RecordFormProps {
  portfolio: Portfolio;
  start: EnteredValues;
  /** What the form edits: it is voided, and what is typed stands in its place. */
  replaced: Transaction | null;
}

export type RecordFormState = CallFormState<RecordValues, Recorded>;

/** Enters a transaction without a mouse, and shows what it will do before it is saved. */
export function RecordForm({ portfolio, start, replaced }: RecordFormProps) {
  const { t } = useTranslation(['transactions', 'common']);
  const navigate = useNavigate();
  const [isAnother, setIsAnother] = useState(false);
  const form = useRecordForm({ portfolio, start, replaced }, () => {
    if (!isAnother) void navigate(`/portfolios/${portfolio.id}/transactions`);
  });
  usePrefill(form.form, portfolio.id, replaced === null);
  return (
    <CallForm
      form={form}
      className="gap-5"
      actions={
        <div className="flex flex-wrap gap-2">
          <SubmitButton
            id="record"
            form={form}
            aria-describedby="outcome"
            onClick={() => setIsAnother(false)}
          >
            {t(replaced ? 'transactions:record.replace' : 'transactions:record.save')}
          </SubmitButton>
          {!replaced && (
            <SubmitButton form={form} variant="secondary" onClick={() => setIsAnother(true)}>
              {t('transactions:record.saveAnother')}
            </SubmitButton>
          )}
          <Button variant="ghost" onClick={() => void navigate(-1)}>
            {t('common:cancel')}
          </Button>
        </div>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="flex flex-col gap-4 p-5">
          {!replaced && <LineField form={form.form} baseCurrency={portfolio.baseCurrency} />}
          <RecordFields form={form} portfolio={portfolio} isTypeFixed={replaced !== null} />
        </Card>
        <LateOutcome
          values={form.form.watch('transaction')}
          lots={form.form.watch('lots')}
          portfolio={portfolio}
          replaced={replaced}
        />
      </div>
    </CallForm>
  );
}

/** One key for what one form sends: sent again after a lost answer, it is recorded once. */
function useRecordForm(
  { portfolio, start, replaced }: RecordFormProps,
  onSaved: () => void,
): RecordFormState {
  const { signs } = useFormat();
  const [key, setKey] = useState(newKey);
  const [type, setType] = useState(start.type);
  const defaults: RecordValues = {
    transaction: start,
    lots: replaced ? lotValuesOf(replaced, signs()) : {},
  };
  const record = trpc.transactions.record.useMutation();
  const replace = trpc.transactions.replace.useMutation();
  const tellRecorded = useTellRecorded();
  const { id: portfolioId, accountType } = portfolio;
  const labelOf = useFieldLabels();
  const { main, more } = askedIn(type, accountType === 'DOMESTIC');
  const names = ['tradeDate', ...main, ...more, 'lots'] as const;
  const form = useCallForm({
    call: {
      mutateAsync: (transaction: TransactionInput) =>
        replaced
          ? replace.mutateAsync({ portfolioId, key, transactionId: replaced.id, transaction })
          : record.mutateAsync({ portfolioId, key, transaction }),
      isPending: record.isPending || replace.isPending,
    },
    resolver: recordResolver(signs()),
    defaults,
    input: ({ transaction }: Recorded) => transaction,
    onDone: (transaction, { reset, getValues }) => {
      setKey(newKey());
      tellRecorded(transaction, replaced !== null);
      const { tradeDate, instrumentId, currency } = getValues('transaction');
      reset({ transaction: { ...start, type, tradeDate, instrumentId, currency }, lots: {} });
      document.getElementById(`transaction.${main[0] ?? 'tradeDate'}`)?.focus();
      onSaved();
    },
    labels: Object.fromEntries(names.map((name) => [`transaction.${name}`, labelOf(name, type)])),
  });
  const typed = form.form.watch('transaction.type');
  if (typed !== type) setType(typed);
  return form;
}
