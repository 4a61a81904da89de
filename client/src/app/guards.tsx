import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { Splash } from '#client/app/splash.tsx';
import { Unreachable } from '#client/app/unreachable.tsx';
import { loginPath, safeReturnPath } from '#client/lib/session/return-path.ts';
import { useSession } from '#client/lib/session/session.tsx';

/** Pages of a signed-in person; a stranger goes to sign in, and comes back. */
export function RequireUser() {
  const { status } = useSession();
  const { pathname, search, hash } = useLocation();
  if (status === 'loading') return <Splash />;
  if (status === 'unreachable') return <Unreachable />;
  if (status === 'signed-in') return <Outlet />;
  return <Navigate to={loginPath(`${pathname}${search}${hash}`)} replace />;
}

/** Sign-in pages; whoever is signed in already goes on to where they were going. */
export function SendSignedInOn() {
  const { status } = useSession();
  const { search } = useLocation();
  if (status === 'loading') return <Splash />;
  if (status === 'unreachable') return <Unreachable />;
  if (status === 'signed-out') return <Outlet />;
  return <Navigate to={safeReturnPath(new URLSearchParams(search).get('next'))} replace />;
}
