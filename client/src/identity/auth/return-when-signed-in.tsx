import type { ReactNode } from 'react';
import { Navigate, useSearchParams } from 'react-router-dom';
import { safeReturnPath } from '#client/session/return-path.ts';
import { useSession } from '#client/session/session.tsx';

/** Whoever is signed in has no business at a sign-in form and goes on to where he was going. */
export function ReturnWhenSignedIn({ children }: { children: ReactNode }) {
  const { status } = useSession();
  const [query] = useSearchParams();
  return status === 'signed-in' ? <Navigate to={safeReturnPath(query.get('next'))} replace /> : children;
}
