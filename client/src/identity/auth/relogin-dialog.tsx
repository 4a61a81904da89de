import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Dialog } from '#client/components/dialog.tsx';
import { LoginForm } from '#client/identity/auth/login-page.tsx';
import { useFailureText } from '#client/lib/use-failure-text.ts';
import { isRemembered } from '#client/session/remembered.ts';
import { useSession, useSignOut } from '#client/session/session.tsx';

/** Over the page whose session has ended: what was typed there waits for its user to come back. */
export function ReloginDialog() {
  const { t } = useTranslation('sessions');
  const session = useSession();
  const { hasEnded, endReason, user } = session;
  const why = useFailureText(endReason);
  const { signOut, isPending } = useSignOut();
  if (!hasEnded || !user) return null;
  // A browser that dropped its cookies cannot say why the session ended.
  const isToldWhy = endReason !== null && endReason.code !== 'UNAUTHENTICATED';
  return (
    <Dialog
      open
      title={t('relogin.title')}
      description={
        <>
          {isToldWhy ? why : t('relogin.ended')} {t('relogin.body')}
        </>
      }
    >
      <LoginForm identifier={user.email} rememberMe={isRemembered(session)} />
      <Button variant="ghost" isPending={isPending} onClick={() => void signOut()}>
        {t('relogin.leave')}
      </Button>
    </Dialog>
  );
}
