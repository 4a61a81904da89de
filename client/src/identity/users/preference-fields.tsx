import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { SelectField } from '#client/components/select-field.tsx';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import { FormatFields } from '#client/identity/users/format-fields.tsx';
import { timeZoneChoices, type ProfileValues } from '#client/identity/users/users.rules.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { useLocale } from '#client/lib/locale.ts';
import type { User } from '#shared/identity/users.ts';

export interface PreferenceFieldsProps {
  user: User;
  profile: CallFormState<ProfileValues>;
}

/** How times and amounts are told. */
export function PreferenceFields({ user, profile }: PreferenceFieldsProps) {
  const { form, field } = profile;
  const { locale } = useLocale();
  const zones = useMemo(() => timeZoneChoices(locale, user.timeZone), [locale, user.timeZone]);
  return (
    <div className="flex flex-col gap-4 p-5">
      <SelectField {...field('timeZone')} hint={<TimeZoneHint form={form} />}>
        {zones.map(({ zone, label }) => (
          <option key={zone} value={zone}>
            {label}
          </option>
        ))}
      </SelectField>
      <FormatFields profile={profile} />
    </div>
  );
}

function TimeZoneHint({ form }: Pick<CallFormState<ProfileValues>, 'form'>) {
  const { t } = useTranslation('users');
  const zone = browserTimeZone();
  if (zone === null || form.watch('timeZone') === zone) return t('timeZoneHint');
  return (
    <>
      {t('timeZoneHint')}{' '}
      <Button
        variant="ghost"
        size="sm"
        className="-ml-2"
        onClick={() => form.setValue('timeZone', zone, { shouldDirty: true })}
      >
        {t('useBrowserZone', { zone })}
      </Button>
    </>
  );
}
