import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { showToast } from '#client/components/show-toast.ts';
import { browserSession, useSignOut } from '#client/session/session.tsx';

/** Ends the session and leads to a sign-in page that remembers nothing of this one. */
export function useLeave() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { signOut, isPending } = useSignOut();
  async function leave() {
    await signOut();
    const isOut = browserSession.store.getState().status === 'signed-out';
    if (isOut) await navigate('/login', { replace: true });
    else showToast({ tone: 'danger', title: t('user.signOutFailed') });
  }
  return { leave: () => void leave(), isPending };
}
