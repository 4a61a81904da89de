import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import type { RefusedAt } from '#client/forms/form-refusal.ts';
import { useCallForm, type CallFormState } from '#client/forms/use-call-form.ts';
import { lotValuesOf, type EnteredValues } from '#client/money/transactions/entered.ts';
import { askedIn } from '#client/money/transactions/fields.ts';
import { FirstTry } from '#client/money/transactions/first-try.tsx';
import { LineField } from '#client/money/transactions/line-field.tsx';
import { LateOutcome } from '#client/money/transactions/late-outcome.tsx';
import { recordResolver, type Recorded, type RecordValues } from '#client/money/transactions/record.rules.ts';
import { RecordFields } from '#client/money/transactions/record-fields.tsx';
import { useFieldLabels } from '#client/money/transactions/use-field-labels.ts';
import { useLeave } from '#client/money/transactions/use-leave.ts';
import { usePrefill } from '#client/money/transactions/use-prefill.ts';
import { useRecordCalls, type RecordCalls } from '#client/money/transactions/use-record-calls.ts';
import { useTellRecorded } from '#client/money/transactions/use-tell-recorded.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { Transaction } from '#shared/money/transaction-rows.ts';

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
  const [isRateAsked, setIsRateAsked] = useState(false);
  const leave = useLeave(portfolio.id);
  const calls = useRecordCalls(portfolio.id, replaced);
  const form = useRecordForm({ portfolio, start, replaced, calls }, () => {
    if (replaced) leave();
    else if (!isAnother) void navigate(`/portfolios/${portfolio.id}/transactions`);
  });
  const isKeyUsed = form.failure?.kind === 'refusal' && form.failure.code === 'KEY_REUSED';
  usePrefill(form.form, portfolio, replaced === null);
  return (
    <CallForm
      form={form}
      className="gap-5"
      remedy={
        isKeyUsed && <FirstTry calls={calls} isEdit={replaced !== null} onSettled={form.dismissFailure} />
      }
      actions={
        <div className="flex flex-wrap gap-2">
          <SubmitButton
            id="record"
            form={form}
            aria-describedby="outcome"
            onClick={() => setIsAnother(false)}
          >
            {t(calls.replaced ? 'transactions:record.replace' : 'transactions:record.save')}
          </SubmitButton>
          {!calls.replaced && (
            <SubmitButton form={form} variant="secondary" onClick={() => setIsAnother(true)}>
              {t('transactions:record.saveAnother')}
            </SubmitButton>
          )}
          <Button variant="ghost" onClick={replaced ? leave : () => void navigate(-1)}>
            {t('common:cancel')}
          </Button>
        </div>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card className="flex flex-col gap-4 p-5">
          {!replaced && <LineField form={form.form} />}
          <RecordFields {...{ form, portfolio, isRateAsked }} isTypeFixed={replaced !== null} />
        </Card>
        <LateOutcome
          values={form.form.watch('transaction')}
          lots={form.form.watch('lots')}
          portfolio={portfolio}
          replaced={calls.replaced}
          onAskRate={() => {
            setIsRateAsked(true);
            document.getElementById('transaction.fxRate')?.focus();
          }}
        />
      </div>
    </CallForm>
  );
}

/** Where the ledger's refusals are told: the first of the fields that a type asks for. */
const refusedAt = {
  INSUFFICIENT_QUANTITY: ['transaction.quantity'],
  POSITION_SIDE: ['transaction.toInstrumentId', 'transaction.type', 'transaction.quantity'],
  LOT_UNAVAILABLE: ['transaction.lots'],
  FX_RATE_MISSING: ['transaction.fxRate'],
  FOREIGN_CURRENCY_REFUSED: ['transaction.currency', 'transaction.instrumentId', 'transaction.type'],
} as const satisfies RefusedAt<RecordValues>;

function useRecordForm(
  { portfolio, start, replaced, calls }: RecordFormProps & { calls: RecordCalls },
  onSaved: () => void,
): RecordFormState {
  const { signs } = useFormat();
  const [type, setType] = useState(start.type);
  const defaults: RecordValues = {
    transaction: start,
    lots: replaced ? lotValuesOf(replaced, signs()) : {},
  };
  const tellRecorded = useTellRecorded();
  const labelOf = useFieldLabels();
  const { main, more } = askedIn(type, portfolio.accountType === 'DOMESTIC');
  // What is edited keeps its type, so nothing is told there.
  const names = [...(replaced ? [] : (['type'] as const)), 'tradeDate', ...main, ...more, 'lots'] as const;
  const form = useCallForm({
    call: calls,
    resolver: recordResolver(signs()),
    defaults,
    input: ({ transaction }: Recorded) => transaction,
    onDone: (transaction, { reset, getValues }) => {
      tellRecorded(transaction, calls.replaced !== null);
      const { tradeDate, instrumentId, currency } = getValues('transaction');
      reset({ transaction: { ...start, type, tradeDate, instrumentId, currency }, lots: {} });
      document.getElementById(`transaction.${main[0] ?? 'tradeDate'}`)?.focus();
      onSaved();
    },
    refusedAt,
    labels: Object.fromEntries(names.map((name) => [`transaction.${name}`, labelOf(name, type)])),
  });
  const typed = form.form.watch('transaction.type');
  if (typed !== type) setType(typed);
  return form;
}
