import type { ReactNode } from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { safeReturnPath } from '#client/lib/session/return-path.ts';
import { useSession } from '#client/lib/session/session.tsx';

/** Whoever is signed in has no business at a sign-in form and goes on to where he was going. */
export function ReturnWhenSignedIn({ children }: { children: ReactNode }) {
  const { status } = useSession();
  const [query] = useSearchParams();
  return status === 'signed-in' ? <Navigate to={safeReturnPath(query.get('next'))} replace /> : children;
}
