import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { AboutFields } from '#client/identity/users/about-fields.tsx';
import { PasswordDialog } from '#client/identity/auth/password-dialog.tsx';
import { PreferenceFields } from '#client/identity/users/preference-fields.tsx';
import type { ProfileValues } from '#client/identity/users/profile-values.ts';
import { UnsavedChanges } from '#client/identity/users/unsaved-changes.tsx';
import { useProfile } from '#client/identity/users/use-profile.ts';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { ErrorSummary } from '#client/forms/error-summary.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';
import type { User } from '#shared/identity/users.ts';

export interface ProfileFormProps {
  user: User;
  onErrors: (hasErrors: boolean) => void;
}

export function ProfileForm({ user, onErrors }: ProfileFormProps) {
  const { t } = useTranslation(['profile', 'common']);
  const profile = useProfile(user, () => showToast({ title: t('saved') }));
  const { form, failure, isDirty, hasErrors } = profile;
  const labels = { fullName: t('fullName'), username: t('username'), timeZone: t('timeZone') };
  const { textOf, wrong } = useWrongFields<ProfileValues>(form.formState.errors, labels);
  const isStale = failure?.kind === 'refusal' && failure.code === 'CONFLICT_VERSION';
  useEffect(() => onErrors(hasErrors), [onErrors, hasErrors]);

  return (
    <>
      <form
        method="post"
        noValidate
        className="flex max-w-2xl flex-col gap-5"
        onSubmit={(event) => void profile.send(event)}
      >
        <ErrorSummary fields={wrong} />
        <Card title={t('about.title')} description={t('about.description')}>
          <AboutFields {...{ user, form, textOf }} />
        </Card>
        <Card title={t('preferences.title')} description={t('preferences.description')}>
          <PreferenceFields {...{ user, form, textOf }} />
        </Card>
        <FailureAlert failure={failure}>
          {isStale && (
            <Button variant="secondary" size="sm" className="mt-2" onClick={() => void profile.reload()}>
              {t('reload')}
            </Button>
          )}
        </FailureAlert>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" isPending={profile.isPending}>
            {t('common:save')}
          </Button>
          {isDirty && (
            <Button variant="ghost" onClick={profile.discard}>
              {t('discard')}
            </Button>
          )}
        </div>
        <UnsavedChanges isDirty={isDirty && !profile.isPending} />
      </form>
      {/* Beside the form, not in it: React hands the dialog's own submit to every form around it. */}
      <PasswordDialog question={profile.question} onErrors={onErrors} />
    </>
  );
}
