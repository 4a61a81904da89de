import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { ErrorSummary } from '#client/forms/error-summary.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { PasswordStrength } from '#client/components/password-strength.tsx';
import type { ChangePasswordValues } from '#client/identity/account/change-password-values.ts';
import { useChangePassword } from '#client/identity/account/use-change-password.ts';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';

function Changed({ endedSessions }: { endedSessions: number | null }) {
  const { t } = useTranslation('security');
  return (
    <div role="status" className="empty:-mt-4">
      {endedSessions !== null && (
        <Alert tone="success" role="presentation" title={t('password.changed')}>
          {endedSessions === 0 ? t('password.noOthers') : t('password.othersEnded', { count: endedSessions })}
        </Alert>
      )}
    </div>
  );
}

function Fields({ form, textOf, labels }: FieldsProps) {
  const field = (name: keyof ChangePasswordValues) => ({
    id: name,
    label: labels[name],
    error: textOf(name),
    required: true,
  });
  return (
    <>
      <PasswordField
        {...form.register('currentPassword')}
        {...field('currentPassword')}
        autoComplete="current-password"
      />
      <PasswordField
        {...form.register('newPassword', { deps: ['newPasswordConfirmation'] })}
        {...field('newPassword')}
        hint={<PasswordStrength password={form.watch('newPassword')} />}
        autoComplete="new-password"
      />
      <PasswordField
        {...form.register('newPasswordConfirmation', {
          onBlur: ({ target }) => void (target.value && form.trigger('newPasswordConfirmation')),
        })}
        {...field('newPasswordConfirmation')}
        autoComplete="new-password"
      />
    </>
  );
}

interface FieldsProps {
  form: ReturnType<typeof useChangePassword>['form'];
  textOf: (field: keyof ChangePasswordValues) => string | undefined;
  labels: Record<keyof ChangePasswordValues, string>;
}

/** A new password for whoever knows the current one. */
export function ChangePasswordCard({ onErrors }: { onErrors: (hasErrors: boolean) => void }) {
  const { t } = useTranslation('security');
  const { form, send, failure, endedSessions, isPending, hasErrors } = useChangePassword();
  const labels = {
    currentPassword: t('password.current'),
    newPassword: t('password.next'),
    newPasswordConfirmation: t('password.confirmation'),
  };
  const { textOf, wrong } = useWrongFields<ChangePasswordValues>(form.formState.errors, labels);
  useEffect(() => onErrors(hasErrors), [onErrors, hasErrors]);

  return (
    <Card title={t('password.title')} description={t('password.description')}>
      <form
        method="post"
        noValidate
        className="flex flex-col gap-4 p-5"
        onSubmit={(event) => void send(event)}
      >
        <ErrorSummary fields={wrong} />
        <HiddenUsername />
        <Fields {...{ form, textOf, labels }} />
        <FailureAlert failure={failure} />
        <Changed endedSessions={endedSessions} />
        <Button type="submit" className="self-start" isPending={isPending}>
          {t('password.submit')}
        </Button>
      </form>
    </Card>
  );
}
