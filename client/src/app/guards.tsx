import { ServerOff } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { useStore } from 'zustand';
import { lateView } from '#client/app/late-view.tsx';
import { withMemberTexts } from '#client/app/load-shell.ts';
import { NotFound } from '#client/app/not-found.tsx';
import { MessagePage } from '#client/app/message-page.tsx';
import { Splash } from '#client/app/splash.tsx';
import { Button } from '#client/components/button.tsx';
import { useConnection } from '#client/lib/connection.ts';
import { loginPath, safeReturnPath } from '#client/session/return-path.ts';
import { aboutServer } from '#client/session/renewal.ts';
import { browserSession, useSession } from '#client/session/session.tsx';

const ConfirmGate = lateView(
  () => withMemberTexts(async () => (await import('#client/app/confirm-gate.tsx')).ConfirmGate),
  { isWholePage: true },
);

/** Pages of a signed-in person; a stranger goes to sign in, and comes back. */
export function RequireUser() {
  const status = useUnhurriedStatus();
  const { user } = useSession();
  const mustConfirm = useStore(aboutServer)?.features?.confirmedEmailOnly === true;
  const { pathname, search, hash } = useLocation();
  if (status === 'loading') return <Splash />;
  if (status === 'unreachable') return <Unreachable />;
  if (status === 'signed-in' && user && mustConfirm && !user.emailVerified)
    return <ConfirmGate user={user} />;
  if (status === 'signed-in') return <Outlet />;
  return <GoTo path={loginPath(`${pathname}${search}${hash}`)} />;
}

/**
 * Sign-in pages, drawn before anybody has said who is signed in. Whoever is signed in already goes on to where they
 * were going. Whoever cannot be asked keeps the form and what is typed in it.
 */
export function SendSignedInOn() {
  const { status } = useSession();
  const { search } = useLocation();
  if (status !== 'signed-in') return <Outlet />;
  return <GoTo path={safeReturnPath(new URLSearchParams(search).get('next'))} />;
}

/** The mails of a server that sends none; elsewhere there is no such page. */
export function RequireOutbox() {
  const about = useStore(aboutServer);
  if (about === null) return <Splash />;
  return about.features?.outbox ? <Outlet /> : <NotFound />;
}

/** A sign-in draws the whole shell: bit by bit, so that the page goes on answering. All else counts at once. */
function useUnhurriedStatus() {
  const { status } = useSession();
  const drawn = useDeferredValue(status);
  return status === 'signed-in' && drawn !== status ? 'loading' : status;
}

/** Shows the splash while the chunk of the page loads. */
function GoTo({ path }: { path: string }) {
  return (
    <>
      <Splash />
      <Navigate to={path} replace />
    </>
  );
}

/** The server could not be asked who is signed in. The session goes on asking by itself. */
function Unreachable() {
  const { t } = useTranslation(['app', 'common']);
  const text = useConnection() === 'offline' ? 'notLoaded' : 'unreachable';
  return (
    <MessagePage
      icon={<ServerOff />}
      title={t(`app:${text}.title`)}
      actions={<Button onClick={() => void browserSession.checkSession()}>{t('common:retry')}</Button>}
    >
      {t(text === 'notLoaded' ? 'app:notLoaded.offline' : 'app:unreachable.body')}
    </MessagePage>
  );
}
