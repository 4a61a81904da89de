import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Alert } from '#client/components/alert.tsx';
import { Badge } from '#client/components/badge.tsx';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { PasswordDialog, useReauthentication } from '#client/forms/reauthentication.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { OutboxLink } from '#client/identity/mail/outbox-link.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import { aboutServer } from '#client/session/renewal.ts';
import { changeEmailInput } from '#shared/identity/links.ts';
import type { User } from '#shared/identity/users.ts';

/** The address of the account: whether mails reach it, and the way to another one. */
export function EmailCard({ user }: { user: User }) {
  const { t } = useTranslation('recovery');
  const hasMails = useStore(aboutServer)?.features?.mails !== false;
  return (
    <Card
      id="email"
      className="scroll-mt-20 print:hidden"
      title={t('email.title')}
      description={t('email.description')}
    >
      <div className="flex flex-col gap-4 p-5">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium [overflow-wrap:anywhere]">{user.email}</span>
          {hasMails && (
            <Badge tone={user.emailVerified ? 'accent' : 'warning'}>
              {t(user.emailVerified ? 'email.confirmed' : 'email.unconfirmed')}
            </Badge>
          )}
        </p>
        {hasMails && !user.emailVerified && <Unconfirmed email={user.email} />}
        {hasMails ? <ChangeEmailForm /> : <p className="text-ink-soft">{t('email.off')}</p>}
      </div>
    </Card>
  );
}

/** Says what is missing, with the button that sends the link again. */
export function Unconfirmed({ email }: { email: string }) {
  const { t } = useTranslation('recovery');
  const request = trpc.account.requestEmailVerification.useMutation();
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-ink-soft">{t('email.unconfirmedBody')}</p>
      <FailureAlert failure={request.error ? failureOf(request.error) : null} />
      <div role="status" className="empty:-mt-3">
        {request.isSuccess && (
          <Alert tone="success" role="presentation">
            {t('email.sent', { email })}
          </Alert>
        )}
      </div>
      <Button variant="secondary" size="sm" isPending={request.isPending} onClick={() => request.mutate()}>
        {t('email.sendAgain')}
      </Button>
      <OutboxLink />
    </div>
  );
}

const resolver = checkedBy(changeEmailInput);

function ChangeEmailForm() {
  const { t } = useTranslation('recovery');
  const change = trpc.account.changeEmail.useMutation();
  const { withPassword, question } = useReauthentication();
  const form = useCallForm({
    call: {
      isPending: change.isPending,
      mutateAsync: (input: { newEmail: string }) => withPassword(() => change.mutateAsync(input)),
    },
    resolver,
    defaults: { newEmail: '' },
    input: (checked) => checked,
    onDone: (answer, { reset }) => answer && reset(),
    labels: { newEmail: t('email.next') },
  });
  return (
    <>
      <CallForm
        form={form}
        actions={
          <>
            <div role="status" className="empty:-mt-4">
              {change.isSuccess && !form.isDirty && (
                <Alert tone="success" role="presentation">
                  {t('email.asked', { email: change.variables.newEmail.trim() })}
                </Alert>
              )}
            </div>
            <SubmitButton form={form} className="self-start">
              {t('email.submit')}
            </SubmitButton>
          </>
        }
      >
        <TextField {...form.field('newEmail')} type="email" autoComplete="email" required />
      </CallForm>
      <PasswordDialog question={question} />
    </>
  );
}
