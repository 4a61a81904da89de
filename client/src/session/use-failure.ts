import { useState } from 'react';
import type { Failure } from '#client/lib/failure.ts';
import { useSession } from '#client/session/session.tsx';

/** Why the last attempt failed; forgotten once somebody whose session had ended has signed in again. */
export function useFailure() {
  const { hasEnded } = useSession();
  const [hadEnded, setHadEnded] = useState(hasEnded);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (hadEnded !== hasEnded) {
    setHadEnded(hasEnded);
    if (!hasEnded) setFailure(null);
  }
  return [failure, setFailure] as const;
}
