import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import { FormatFields } from '#client/identity/users/format-fields.tsx';
import { TimeZoneField } from '#client/identity/users/time-zone-field.tsx';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { presentZone, useZoneNames } from '#client/lib/zone-names.ts';

export interface PreferenceFieldsProps {
  profile: CallFormState<ProfileValues>;
}

/** How times and amounts are told. */
export function PreferenceFields({ profile }: PreferenceFieldsProps) {
  const { form, field } = profile;
  const { label, error } = field('timeZone');
  return (
    <div className="flex flex-col gap-4 p-5">
      <TimeZoneField form={form} label={label} error={error} hint={<TimeZoneHint form={form} />} />
      <FormatFields profile={profile} />
    </div>
  );
}

function TimeZoneHint({ form }: Pick<CallFormState<ProfileValues>, 'form'>) {
  const { t } = useTranslation('users');
  const nameOf = useZoneNames();
  const own = browserTimeZone();
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
