import { LogOut, UserMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router-dom';
import { useStore } from 'zustand';
import { MessagePage } from '#client/app/message-page.tsx';
import { Splash } from '#client/app/splash.tsx';
import { buttonStyles } from '#client/components/button.tsx';
import { aboutServer } from '#client/session/renewal.ts';
import { useFarewell } from '#client/session/farewell.ts';
import { useSession } from '#client/session/session.tsx';
import { deletedAccountDays } from '#shared/identity/retention.ts';

function SignInLink({ text }: { text: string }) {
  return (
    <Link to="/login" className={buttonStyles({ variant: 'secondary' })}>
      {text}
    </Link>
  );
}

function Deleted() {
  const { t } = useTranslation('account');
  const hasMails = useStore(aboutServer)?.features?.mails === true;
  return (
    <MessagePage
      icon={<UserMinus />}
      title={t('deleted.title')}
      actions={<SignInLink text={t('deleted.next')} />}
    >
      {t('deleted.body', { count: deletedAccountDays })} {hasMails && t('deleted.undo')}
    </MessagePage>
  );
}

function SignedOutEverywhere({ endedSessions }: { endedSessions: number }) {
  const { t } = useTranslation('sessions');
  return (
    <MessagePage
      icon={<LogOut />}
      title={t('everywhere.done')}
      actions={<SignInLink text={t('everywhere.signIn')} />}
    >
      {t('everywhere.ended', { count: endedSessions })}
    </MessagePage>
  );
}

/** What happened to the person who was signed in. A stranger who opens the address is sent away. */
export function FarewellPage() {
  const { status } = useSession();
  const farewell = useFarewell();
  if (status === 'loading') return <Splash />;
  if (status === 'signed-in' || !farewell) return <Navigate to="/" replace />;
  if (farewell.kind === 'deleted') return <Deleted />;
  return <SignedOutEverywhere endedSessions={farewell.endedSessions} />;
}
