import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { useLeave } from '#client/identity/auth/use-leave.ts';

/** This browser's own session ends by signing out, which clears its cookies too. */
export function SignOutHere() {
  const { t } = useTranslation('security');
  const { leave, isPending } = useLeave();
  return (
    <Button variant="secondary" size="sm" isPending={isPending} onClick={leave}>
      {t('sessions.signOut')}
    </Button>
  );
}
