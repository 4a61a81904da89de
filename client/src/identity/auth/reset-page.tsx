import { useTranslation } from 'react-i18next';
import { PasswordField } from '#client/components/password-field.tsx';
import { PasswordStrength } from '#client/components/password-strength.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { emptyNewPassword, newPasswordForm } from '#client/identity/auth/auth.rules.ts';
import { AfterLink, UnusableLink } from '#client/identity/auth/link-states.tsx';
import { useLink } from '#client/identity/auth/use-link.ts';
import { usePageTitle } from '#client/lib/titles.ts';
import { trpc } from '#client/lib/trpc.ts';
import { browserSession } from '#client/session/session.tsx';

const resolver = checkedBy(newPasswordForm);

/** A new password, by the link of a mail. */
export function ResetPage() {
  const link = useLink();
  const { token, found } = link;
  if (token === null || found?.purpose !== 'resetPassword') return <UnusableLink link={link} />;
  return <ResetForm token={token} email={found.email} />;
}

function ResetForm({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation(['recovery', 'account']);
  const reset = trpc.auth.resetPassword.useMutation();
  const callForm = useCallForm({
    call: reset,
    resolver,
    defaults: emptyNewPassword,
    input: ({ newPassword }) => ({ token, newPassword }),
    // Whoever was signed in here is not any more.
    onDone: () => void browserSession.checkSession(),
    labels: {
      newPassword: t('account:password.next'),
      newPasswordConfirmation: t('account:password.confirmation'),
    },
  });
  const { form, field } = callForm;
  usePageTitle(t(reset.isSuccess ? 'reset.doneTitle' : 'reset.title'));
  if (reset.isSuccess) return <AfterLink>{t('reset.done')}</AfterLink>;
  return (
    <>
      <p className="mb-5 [overflow-wrap:anywhere] text-ink-soft">{t('reset.for', { email })}</p>
      <CallForm
        form={callForm}
        actions={
          <SubmitButton form={callForm} size="lg">
            {t('reset.submit')}
          </SubmitButton>
        }
      >
        <PasswordField
          {...field('newPassword', { deps: ['newPasswordConfirmation'] })}
          hint={
            <PasswordStrength
              password={form.watch('newPassword')}
              ownTexts={[]}
              isRefused={form.formState.errors.newPassword !== undefined}
            />
          }
          autoComplete="new-password"
          required
        />
        <PasswordField {...field('newPasswordConfirmation')} autoComplete="new-password" required />
      </CallForm>
    </>
  );
}
