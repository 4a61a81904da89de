import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#client/components/dialog.tsx';
import { InstrumentField } from '#client/money/instruments/instrument-field.tsx';
import { NewInstrument } from '#client/money/instruments/new-instrument.tsx';
import type { RecordFieldProps } from '#client/money/transactions/record-field.tsx';

/** The instrument of a transaction. One that is not there yet is made on the way. */
export function PickInstrument({
  name,
  form,
  portfolio,
}: RecordFieldProps & { name: 'instrumentId' | 'toInstrumentId' }) {
  const { t } = useTranslation(['transactions', 'instruments']);
  const path = `transaction.${name}` as const;
  const { field } = useController({ control: form.form.control, name: path });
  const [symbol, setSymbol] = useState<string | null>(null);
  const close = () => setSymbol(null);
  const { label, error } = form.field(path);
  const refused = useRefused({ name, form, portfolio });
  return (
    // What the dialog sends is not this form's.
    <div onSubmit={(event) => event.stopPropagation()} className="min-[28rem]:col-span-2">
      <InstrumentField
        id={path}
        label={label}
        error={refused ?? error}
        value={field.value}
        inputRef={field.ref}
        onChoose={({ id }) => field.onChange(id)}
        onNew={setSymbol}
        onBlur={field.onBlur}
      />
      <Dialog
        open={symbol !== null}
        onClose={close}
        title={t('instruments:newTitle')}
        description={t('instruments:newBody')}
      >
        <NewInstrument
          symbol={symbol ?? ''}
          currency={portfolio.baseCurrency}
          isCurrencyFixed={portfolio.accountType === 'DOMESTIC'}
          onCancel={close}
          onMade={({ id }) => {
            field.onChange(id);
            close();
          }}
        />
      </Dialog>
    </div>
  );
}

/** Why the ledger does not take an instrument that is there: the server says only that it is not fit. */
function useRefused({ name, form: { form }, portfolio }: RecordFieldProps): string | undefined {
  const { t } = useTranslation('transactions');
  const type = form.watch('transaction.type');
  if (form.getFieldState(`transaction.${name}`).error?.message !== 'INVALID') return undefined;
  if (type === 'settlement') return t('refusedInstrument.future');
  if (type === 'merger' || type === 'spin_off') return t('refusedInstrument.exchange');
  return t(portfolio.isSample ? 'refusedInstrument.sample' : 'refusedInstrument.own');
}
