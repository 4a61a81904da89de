import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { usePasswordForm } from '#client/identity/auth/use-password-form.ts';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';

export interface PasswordFormProps {
  onGiven(): void;
  onCancel(): void;
  onErrors: (hasErrors: boolean) => void;
}

/** The password of whoever is signed in, once more. */
export function PasswordForm({ onGiven, onCancel, onErrors }: PasswordFormProps) {
  const { t } = useTranslation(['reauthentication', 'common']);
  const { form, send, failure, isPending, hasErrors } = usePasswordForm(onGiven);
  const label = t('reauthentication:password');
  const { textOf } = useWrongFields(form.formState.errors, { currentPassword: label });
  useEffect(() => {
    onErrors(hasErrors);
    return () => onErrors(false);
  }, [onErrors, hasErrors]);

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <HiddenUsername />
      <PasswordField
        {...form.register('currentPassword')}
        id="reauthenticationPassword"
        label={label}
        error={textOf('currentPassword')}
        autoComplete="current-password"
        required
      />
      <FailureAlert failure={failure} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" isPending={isPending}>
          {t('reauthentication:submit')}
        </Button>
      </div>
    </form>
  );
}
