import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { CurrencyOptions } from '#client/components/currency-options.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm, type CallFormState } from '#client/forms/use-call-form.ts';
import { AccountTypeField } from '#client/money/portfolios/account-type-field.tsx';
import { CountryOptions } from '#client/money/portfolios/country-options.tsx';
import { CostMethodOptions } from '#client/money/portfolios/cost-method-options.tsx';
import {
  emptyPortfolio,
  newPortfolioResolver,
  type PortfolioValues,
} from '#client/money/portfolios/portfolios.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';
import { moneyCurrencies } from '#shared/money/currencies.ts';
import type { CreatePortfolioInput, Portfolio } from '#shared/money/portfolios.ts';

interface NewPortfolioProps {
  onMade(portfolio: Portfolio): void;
  onCancel(): void;
}

type Form = CallFormState<PortfolioValues, CreatePortfolioInput>;

const orNull = { setValueAs: (value: string | null) => value || null };

/** What an account is, before anything is entered into it. Its type and its base currency are for good. */
export function NewPortfolio({ onMade, onCancel }: NewPortfolioProps) {
  const { t } = useTranslation(['portfolios', 'common']);
  const { user } = useSession();
  const form = useCallForm({
    call: trpc.portfolios.create.useMutation(),
    resolver: newPortfolioResolver,
    defaults: emptyPortfolio(user?.baseCurrency ?? 'USD'),
    input: (portfolio: CreatePortfolioInput) => portfolio,
    onDone: onMade,
    labels: {
      name: t('portfolios:name'),
      accountType: t('portfolios:accountType'),
      baseCurrency: t('portfolios:baseCurrency'),
      country: t('portfolios:country'),
      costMethod: t('portfolios:costMethod'),
    },
  });
  return (
    <CallForm
      form={form}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
          <SubmitButton form={form}>{t('portfolios:create')}</SubmitButton>
        </div>
      }
    >
      <TextField {...form.field('name')} hint={t('portfolios:nameHint')} autoComplete="off" required />
      <AccountTypeField label={t('portfolios:accountType')} register={form.form.register('accountType')} />
      <CurrencyAndCountry form={form} />
      <SelectField {...form.field('costMethod')} hint={t('portfolios:costMethodHint')}>
        <CostMethodOptions />
      </SelectField>
    </CallForm>
  );
}

function CurrencyAndCountry({ form: { form, field } }: { form: Form }) {
  const { t } = useTranslation('portfolios');
  const [isAsked, setIsAsked] = useState(false);
  const [accountType, baseCurrency] = form.watch(['accountType', 'baseCurrency']);
  return (
    <>
      <SelectField
        {...field('baseCurrency')}
        hint={t(`baseCurrencyHints.${accountType}`)}
        onFocus={() => setIsAsked(true)}
      >
        <CurrencyOptions codes={moneyCurrencies} named={isAsked ? null : baseCurrency} />
      </SelectField>
      <SelectField {...field('country', orNull)} hint={t(`countryHints.${accountType}`)}>
        <option value="">{t('noCountry')}</option>
        <CountryOptions />
      </SelectField>
    </>
  );
}
