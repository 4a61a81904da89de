import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { Card } from '#client/components/card.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { PasswordStrength } from '#client/components/password-strength.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useOwnWait } from '#client/forms/use-own-wait.ts';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { changePasswordForm, emptyChange } from '#client/identity/account/account.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';

const resolver = checkedBy(changePasswordForm);

/** A new password for whoever knows the current one. */
export function ChangePasswordCard() {
  const { t } = useTranslation('account');
  const { user } = useSession();
  const change = trpc.account.changePassword.useMutation();
  const wait = useOwnWait();
  const callForm = useCallForm({
    call: change,
    resolver,
    defaults: emptyChange,
    input: ({ currentPassword, newPassword }) => ({ currentPassword, newPassword }),
    onDone: (_changed, { reset }) => reset(),
    wait,
    labels: {
      currentPassword: t('password.current'),
      newPassword: t('password.next'),
      newPasswordConfirmation: t('password.confirmation'),
    },
  });
  const { form, field, isDirty } = callForm;

  return (
    <Card
      id="password"
      className="scroll-mt-20 print:hidden"
      title={t('password.title')}
      description={t('password.description')}
    >
      <CallForm
        form={callForm}
        className="gap-4 p-5"
        actions={
          <>
            <Changed endedSessions={isDirty ? undefined : change.data?.endedSessions} />
            <SubmitButton form={callForm} className="self-start">
              {t('password.submit')}
            </SubmitButton>
          </>
        }
      >
        <HiddenUsername />
        <PasswordField {...field('currentPassword')} autoComplete="current-password" required />
        <PasswordField
          {...field('newPassword', { deps: ['newPasswordConfirmation'] })}
          hint={
            <PasswordStrength
              password={form.watch('newPassword')}
              ownTexts={[user?.email, user?.username, user?.fullName ?? undefined]}
              isRefused={form.formState.errors.newPassword !== undefined}
            />
          }
          autoComplete="new-password"
          required
        />
        <PasswordField {...field('newPasswordConfirmation')} autoComplete="new-password" required />
      </CallForm>
    </Card>
  );
}

/** Shown until the form is used again. */
function Changed({ endedSessions }: { endedSessions: number | undefined }) {
  const { t } = useTranslation('account');
  return (
    <div role="status" className="empty:-mt-4">
      {endedSessions !== undefined && (
        <Alert tone="success" role="presentation" title={t('password.changed')}>
          {endedSessions === 0 ? t('password.noOthers') : t('password.othersEnded', { count: endedSessions })}
        </Alert>
      )}
    </div>
  );
}
