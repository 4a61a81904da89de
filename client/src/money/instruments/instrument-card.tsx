import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { trpc } from '#client/lib/trpc.ts';
import { createInstrumentInput, type Instrument } from '#shared/money/instruments.ts';

const resolver = checkedBy<Pick<Instrument, 'symbol' | 'name'>, Pick<Instrument, 'symbol' | 'name'>>(
  createInstrumentInput.pick({ symbol: true, name: true }),
);

/** How an instrument is called. What it is and in which currency is fixed once something was recorded of it. */
export function InstrumentCard({ instrument }: { instrument: Instrument }) {
  const { t } = useTranslation(['instruments', 'common']);
  const { id: instrumentId, version, symbol, name, kind, currency } = instrument;
  const form = useCallForm({
    call: trpc.instruments.update.useMutation(),
    resolver,
    defaults: { symbol, name },
    input: (changes) => ({ instrumentId, version, ...changes }),
    onDone: () => showToast({ title: t('instruments:saved') }),
    labels: { symbol: t('instruments:symbol'), name: t('instruments:name') },
  });
  return (
    <Card title={t('instruments:about')} description={`${t(`instruments:kinds.${kind}`)} · ${currency}`}>
      <CallForm
        form={form}
        className="gap-4 p-5"
        actions={
          <SubmitButton form={form} variant="secondary" className="self-start">
            {t('common:save')}
          </SubmitButton>
        }
      >
        <TextField {...form.field('symbol')} autoComplete="off" autoCapitalize="characters" required />
        <TextField {...form.field('name')} autoComplete="off" required />
      </CallForm>
    </Card>
  );
}
