import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CurrencyOptions } from '#client/components/currency-options.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import { useFormatOf } from '#client/lib/format-for-user.ts';
import { intlTag } from '#client/lib/format.ts';
import { browserLanguages, useLocale } from '#client/lib/locale.ts';
import { useNow } from '#client/lib/now.ts';
import { createNumbers } from '#client/lib/numbers.ts';
import { currencies } from '#shared/currencies.ts';
import { numberFormats } from '#shared/number-formats.ts';

type Profile = CallFormState<ProfileValues>;

const sampleNumber = 1_234_567.89;

/** The currency of totals and the way numbers are written, with a sample of the present choice. */
export function FormatFields({ profile }: { profile: Profile }) {
  const { t } = useTranslation('users');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          {...profile.field('baseCurrency')}
          hint={t('baseCurrencyHint')}
          onFocus={() => setIsAsked(true)}
        >
          <CurrencyOptions codes={currencies} named={isAsked ? null : profile.form.watch('baseCurrency')} />
        </SelectField>
        <SelectField {...profile.field('numberFormat')}>
          <NumberFormatOptions />
        </SelectField>
      </div>
      <Sample form={profile.form} />
    </>
  );
}

function NumberFormatOptions() {
  const { t } = useTranslation('users');
  const { locale } = useLocale();
  const tag = intlTag(locale, browserLanguages());
  return numberFormats.map((format) => {
    const sample = createNumbers(tag, format).number(sampleNumber);
    return (
      <option key={format} value={format}>
        {format === 'auto' ? t('numberFormatAuto', { sample }) : sample}
      </option>
    );
  });
}

function Sample({ form }: Pick<Profile, 'form'>) {
  const { t } = useTranslation('users');
  const now = useNow();
  const [timeZone, numberFormat, baseCurrency] = form.watch(['timeZone', 'numberFormat', 'baseCurrency']);
  const format = useFormatOf({ timeZone, numberFormat });
  const sample = [format.money(sampleNumber, baseCurrency), format.date(now), format.time(now)];
  return (
    <div className="rounded-md border border-line bg-canvas px-4 py-3">
      <p className="text-[0.8125rem] text-ink-faint">{t('sample')}</p>
      <p className="mt-1 flex flex-wrap gap-x-5 text-base font-medium tabular-nums">
        {sample.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </p>
    </div>
  );
}
