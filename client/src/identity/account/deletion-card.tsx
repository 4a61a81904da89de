import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { PasswordField } from '#client/components/password-field.tsx';
import { TextField } from '#client/components/text-field.tsx';
import { CallForm } from '#client/forms/call-form.tsx';
import { checkedBy } from '#client/forms/field-codes.ts';
import { HiddenUsername } from '#client/forms/hidden-username.tsx';
import { SubmitButton } from '#client/forms/submit-button.tsx';
import { useOwnWait } from '#client/forms/use-own-wait.ts';
import { useCallForm } from '#client/forms/use-call-form.ts';
import { deletionForm, emptyDeletion } from '#client/identity/account/account.rules.ts';
import { trpc } from '#client/lib/trpc.ts';
import { aboutServer } from '#client/session/renewal.ts';
import { useSayFarewell } from '#client/session/farewell.ts';
import { deletedAccountDays } from '#shared/identity/retention.ts';
import type { User } from '#shared/identity/users.ts';

/** What deletion means, before anything is asked. */
export function DeletionCard({ user }: { user: User }) {
  const { t } = useTranslation('account');
  const hasMails = useStore(aboutServer)?.features?.mails === true;
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <Card
      id="deletion"
      title={t('deletion.title')}
      description={t('deletion.description')}
      className="max-w-2xl"
    >
      <div className="flex flex-col items-start gap-5 p-5">
        <ul className="flex list-disc flex-col gap-1.5 pl-4 text-ink-soft marker:text-ink-faint">
          <li>{t('deletion.sessions')}</li>
          <li>{t('deletion.signIn')}</li>
          <li>{t('deletion.kept', { count: deletedAccountDays })}</li>
          {hasMails && <li>{t('deletion.undo')}</li>}
        </ul>
        <Button variant="danger" onClick={() => setIsOpen(true)}>
          {t('deletion.open')}
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onClose={close}
        title={t('deletion.dialog.title')}
        description={
          <span className="[overflow-wrap:anywhere]">{t('deletion.dialog.body', { email: user.email })}</span>
        }
      >
        <DeletionForm username={user.username} onCancel={close} />
      </Dialog>
    </Card>
  );
}

/** Typing the username prevents a deletion by mistake, the password one by somebody else. */
function DeletionForm({ username, onCancel }: { username: string; onCancel(): void }) {
  const { t } = useTranslation(['account', 'common']);
  const sayFarewell = useSayFarewell();
  const wait = useOwnWait();
  const form = useCallForm({
    call: trpc.account.delete.useMutation(),
    resolver: checkedBy(deletionForm(username)),
    defaults: emptyDeletion,
    input: ({ currentPassword: password }) => ({ password }),
    onDone: () => sayFarewell({ kind: 'deleted' }),
    wait,
    labels: {
      confirmation: t('account:deletion.dialog.confirmation'),
      currentPassword: t('account:deletion.dialog.password'),
    },
  });
  return (
    <CallForm
      form={form}
      actions={
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onClick={onCancel}>
            {t('common:cancel')}
          </Button>
          <SubmitButton form={form} variant="danger">
            {t('account:deletion.dialog.submit')}
          </SubmitButton>
        </div>
      }
    >
      <TextField
        {...form.field('confirmation')}
        hint={
          <>
            {t('account:deletion.dialog.confirmationHint')}{' '}
            <strong className="font-medium [overflow-wrap:anywhere] text-ink select-all">{username}</strong>
          </>
        }
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
      />
      <HiddenUsername />
      <PasswordField {...form.field('currentPassword')} autoComplete="current-password" required />
    </CallForm>
  );
}
