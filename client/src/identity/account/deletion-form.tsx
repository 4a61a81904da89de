import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { ErrorSummary } from '#client/forms/error-summary.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import type { DeletionValues } from '#client/identity/account/deletion-values.ts';
import { useDeletion } from '#client/identity/account/use-deletion.ts';
import { useWrongFields } from '#client/forms/use-wrong-fields.ts';

export interface DeletionFormProps {
  username: string;
  onCancel(): void;
  onErrors: (hasErrors: boolean) => void;
}

/** The username typed out, so that nobody deletes an account by a slip, and the password, so that nobody else does. */
export function DeletionForm({ username, onCancel, onErrors }: DeletionFormProps) {
  const { t } = useTranslation(['data', 'common']);
  const { form, send, failure, isPending, hasErrors } = useDeletion(username);
  const labels = {
    confirmation: t('data:dialog.confirmation'),
    currentPassword: t('data:dialog.password'),
  };
  const { textOf, wrong } = useWrongFields<DeletionValues>(form.formState.errors, labels);
  useEffect(() => {
    onErrors(hasErrors);
    return () => onErrors(false);
  }, [onErrors, hasErrors]);

  return (
    <form method="post" noValidate className="flex flex-col gap-4" onSubmit={(event) => void send(event)}>
      <ErrorSummary fields={wrong} />
      <TextField
        {...form.register('confirmation')}
        id="confirmation"
        label={labels.confirmation}
        hint={
          <>
            {t('data:dialog.confirmationHint')}{' '}
            <strong className="font-medium [overflow-wrap:anywhere] text-ink select-all">{username}</strong>
          </>
        }
        error={textOf('confirmation')}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
      />
      <HiddenUsername />
      <PasswordField
        {...form.register('currentPassword')}
        id="currentPassword"
        label={labels.currentPassword}
        error={textOf('currentPassword')}
        autoComplete="current-password"
        required
      />
      <FailureAlert failure={failure} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" variant="danger" isPending={isPending}>
          {t('data:dialog.submit')}
        </Button>
      </div>
    </form>
  );
}
