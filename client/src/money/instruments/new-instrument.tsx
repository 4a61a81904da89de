import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { Button } from '#client/components/button.tsx';
import { CurrencyOptions } from '#client/components/currency-options.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { DecimalField } from '#client/money/figures/decimal-field.tsx';
import { optionalDecimal } from '#client/money/figures/typed-decimal.ts';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { Signs } from '#client/lib/numbers.ts';
import { trpc } from '#client/lib/trpc.ts';
import { moneyCurrencies } from '#shared/money/currencies.ts';
import {
  createInstrumentInput,
  instrumentKinds,
  type CreateInstrumentInput,
  type Instrument,
  type InstrumentKind,
} from '#shared/money/instruments.ts';

interface NewInstrumentProps {
  symbol: string;
  /** The account's own, which most of what is bought there is in. */
  currency: string;
  /** A domestic account takes no other currency. */
  isCurrencyFixed: boolean;
  onMade(instrument: Instrument): void;
  onCancel(): void;
}

interface Values {
  symbol: string;
  name: string;
  kind: InstrumentKind;
  currency: string;
  multiplier: string;
}

function resolverOf(signs: Signs) {
  const multiplier = optionalDecimal(signs, createInstrumentInput.shape.multiplier.unwrap());
  return checkedBy(
    createInstrumentInput.extend({ multiplier }) as unknown as z.ZodType<CreateInstrumentInput, Values>,
  );
}

/** One contract of these is of several units. */
const multiplied: readonly InstrumentKind[] = ['future', 'option', 'bond'];

/** Makes an instrument where one is needed: four fields, and how many units a contract is where that matters. */
export function NewInstrument({ symbol, currency, isCurrencyFixed, onMade, onCancel }: NewInstrumentProps) {
  const { t } = useTranslation(['instruments', 'common']);
  const { signs } = useFormat();
  const defaults: Values = { symbol, name: '', kind: 'equity', currency, multiplier: '' };
  const form = useCallForm({
    call: trpc.instruments.create.useMutation(),
    resolver: useMemo(() => resolverOf(signs()), [signs]),
    defaults,
    input: (instrument: CreateInstrumentInput) => instrument,
    onDone: onMade,
    labels: {
      symbol: t('instruments:symbol'),
      name: t('instruments:name'),
      kind: t('instruments:kind'),
      currency: t('instruments:currency'),
      multiplier: t('instruments:multiplier'),
    },
  });
  const kind = form.form.watch('kind');
  return (
    <CallForm
      form={form}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
          <SubmitButton form={form}>{t('instruments:create')}</SubmitButton>
        </div>
      }
    >
      <div className="grid gap-4 min-[24rem]:grid-cols-2">
        <TextField {...form.field('symbol')} autoComplete="off" autoCapitalize="characters" required />
        <SelectField {...form.field('kind')}>
          {instrumentKinds.map((each) => (
            <option key={each} value={each}>
              {t(`instruments:kinds.${each}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField {...form.field('name')} autoComplete="off" required />
      {!isCurrencyFixed && (
        <SelectField {...form.field('currency')}>
          <CurrencyOptions codes={moneyCurrencies} named={null} />
        </SelectField>
      )}
      {multiplied.includes(kind) && (
        <DecimalField
          {...form.field('multiplier')}
          typed={form.form.watch('multiplier')}
          hint={t(kind === 'bond' ? 'instruments:multiplierOfBond' : 'instruments:multiplierHint')}
        />
      )}
    </CallForm>
  );
}
