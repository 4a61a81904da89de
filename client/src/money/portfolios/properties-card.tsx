import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { CostMethodOptions } from '#client/money/portfolios/cost-method-options.tsx';
import { CountryOptions } from '#client/money/portfolios/country-options.tsx';
import { changesResolver } from '#client/money/portfolios/portfolios.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** Name, country and method. Type and base currency never change: every figure is in that currency. */
export function PropertiesCard({ portfolio }: { portfolio: Portfolio }) {
  const { t } = useTranslation(['portfolios', 'common']);
  const { id: portfolioId, version, name, country, costMethod, accountType } = portfolio;
  const form = useCallForm({
    call: trpc.portfolios.update.useMutation(),
    resolver: changesResolver(accountType),
    defaults: { name, country, costMethod },
    input: (changes) => ({ portfolioId, version, ...changes }),
    onDone: () => showToast({ title: t('portfolios:saved') }),
    labels: {
      name: t('portfolios:name'),
      country: t('portfolios:country'),
      costMethod: t('portfolios:costMethod'),
    },
  });
  return (
    <Card
      title={t('portfolios:properties')}
      description={t('portfolios:fixed', { currency: portfolio.baseCurrency })}
    >
      <CallForm
        form={form}
        className="gap-4 p-5"
        actions={
          <SubmitButton form={form} className="self-start">
            {t('common:save')}
          </SubmitButton>
        }
      >
        <TextField {...form.field('name')} autoComplete="off" required />
        <SelectField {...form.field('country', { setValueAs: (value: string | null) => value || null })}>
          <option value="">{t('portfolios:noCountry')}</option>
          <CountryOptions />
        </SelectField>
        <SelectField {...form.field('costMethod')} hint={t('portfolios:costMethodChange')}>
          <CostMethodOptions />
        </SelectField>
      </CallForm>
    </Card>
  );
}
