import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { Splash } from '#client/app/splash.tsx';
import { Unreachable } from '#client/app/unreachable.tsx';
import { loginPath, safeReturnPath } from '#client/session/return-path.ts';
import { useSession } from '#client/session/session.tsx';

/** Pages of a signed-in person; a stranger goes to sign in, and comes back. */
export function RequireUser() {
  const { status } = useSession();
  const { pathname, search, hash } = useLocation();
  if (status === 'loading') return <Splash />;
  if (status === 'unreachable') return <Unreachable />;
  if (status === 'signed-in') return <Outlet />;
  return <GoTo path={loginPath(`${pathname}${search}${hash}`)} />;
}

/** Sign-in pages; whoever is signed in already goes on to where they were going. */
export function SendSignedInOn() {
  const { status } = useSession();
  const { search } = useLocation();
  if (status === 'loading') return <Splash />;
  if (status === 'unreachable') return <Unreachable />;
  if (status === 'signed-out') return <Outlet />;
  return <GoTo path={safeReturnPath(new URLSearchParams(search).get('next'))} />;
}

/** The page may be a chunk that is still on its way: until then nobody looks at nothing. */
function GoTo({ path }: { path: string }) {
  return (
    <>
      <Splash />
      <Navigate to={path} replace />
    </>
  );
}
