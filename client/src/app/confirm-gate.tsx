import { MailQuestion } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MessagePage } from '#client/app/message-page.tsx';
import { Button } from '#client/components/button.tsx';
import { Unconfirmed } from '#client/identity/account/email-card.tsx';
import { useLeave } from '#client/identity/sessions/use-leave.ts';
import { browserSession } from '#client/session/session.tsx';
import type { User } from '#shared/identity/users.ts';

/** Stands before every page where the server asks for a confirmed address and this one is not. */
export function ConfirmGate({ user }: { user: User }) {
  const { t } = useTranslation(['recovery', 'shell']);
  const { leave, isPending } = useLeave();
  return (
    <MessagePage
      icon={<MailQuestion />}
      title={t('gate.title')}
      actions={
        <>
          <Button onClick={() => void browserSession.checkSession()}>{t('gate.done')}</Button>
          <Button variant="secondary" isPending={isPending} onClick={leave}>
            {t('shell:user.signOut')}
          </Button>
        </>
      }
    >
      <p className="mb-4 [overflow-wrap:anywhere]">{t('gate.body', { email: user.email })}</p>
      <Unconfirmed email={user.email} />
    </MessagePage>
  );
}
