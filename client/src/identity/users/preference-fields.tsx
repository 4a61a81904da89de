import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import { TimeZoneField } from '#client/identity/users/time-zone-field.tsx';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { presentZone, useZoneNames } from '#client/lib/zone-names.ts';
import { locales } from '#shared/locales.ts';
import { themes } from '#shared/themes.ts';

export interface PreferenceFieldsProps {
  profile: CallFormState<ProfileValues>;
}

/** Each language is named in itself, so that people find theirs in a page they cannot read. */
const languageNames = { en: 'English', ru: 'Русский' };

export function PreferenceFields({ profile: { form, field } }: PreferenceFieldsProps) {
  const { t } = useTranslation('users');
  const { label, error } = field('timeZone');
  return (
    <div className="flex flex-col gap-4 p-5">
      <SelectField {...form.register('locale')} id="locale" label={t('locale')} autoComplete="off">
        {locales.map((value) => (
          <option key={value} value={value} lang={value}>
            {languageNames[value]}
          </option>
        ))}
      </SelectField>
      <SelectField {...form.register('theme')} id="theme" label={t('theme')}>
        {themes.map((value) => (
          <option key={value} value={value}>
            {t(`themes.${value}`)}
          </option>
        ))}
      </SelectField>
      <TimeZoneField form={form} label={label} error={error} hint={<TimeZoneHint form={form} />} />
    </div>
  );
}

function TimeZoneHint({ form }: Pick<CallFormState<ProfileValues>, 'form'>) {
  const { t } = useTranslation('users');
  const nameOf = useZoneNames();
  const [own] = useState(browserTimeZone);
  const zone = own && presentZone(own);
  if (!zone || !nameOf || presentZone(form.watch('timeZone')) === zone) return t('timeZoneHint');
  return (
    <>
      {t('timeZoneHint')}{' '}
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2"
        onClick={() => form.setValue('timeZone', zone, { shouldDirty: true })}
      >
        {t('useBrowserZone', { zone: nameOf(zone) })}
      </Button>
    </>
  );
}
