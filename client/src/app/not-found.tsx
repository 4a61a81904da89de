import { SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { lateView } from '#client/app/late-view.tsx';
import { loadShell } from '#client/app/load-shell.ts';
import { MessageInShell, MessagePage } from '#client/app/message-page.tsx';
import { Splash } from '#client/app/splash.tsx';
import { buttonStyles } from '#client/components/button.tsx';
import { useSession } from '#client/session/session.tsx';

const Shell = lateView(loadShell, { isWholePage: true });

function WayOut({ to, text }: { to: string; text: string }) {
  return (
    <Link to={to} className={buttonStyles({ variant: 'secondary' })}>
      {text}
    </Link>
  );
}

export function NotFoundInShell() {
  const { t } = useTranslation('app');
  return (
    <MessageInShell
      icon={<SearchX />}
      title={t('notFound.title')}
      actions={<WayOut to="/" text={t('notFound.home')} />}
    >
      {t('notFound.body')}
    </MessageInShell>
  );
}

/** An address without a page: shown inside the shell to a signed-in person, alone to a stranger. It never redirects. */
export function NotFound() {
  const { t } = useTranslation('app');
  const { status } = useSession();
  if (status === 'loading') return <Splash />;
  if (status === 'signed-in') {
    return (
      <Shell>
        <NotFoundInShell />
      </Shell>
    );
  }
  return (
    <MessagePage
      icon={<SearchX />}
      title={t('notFound.title')}
      actions={<WayOut to="/login" text={t('notFound.signIn')} />}
    >
      {t('notFound.body')}
    </MessagePage>
  );
}
