import { useState } from 'react';
import { useReauthentication } from '#client/forms/reauthentication.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { useFailure } from '#client/session/session.tsx';

/** An act on the factors: asks for a proof where the server wants one, and keeps why it was refused. */
export function useFactorAct() {
  const { withPassword, question } = useReauthentication();
  const [failure, setFailure] = useFailure();
  const [isPending, setIsPending] = useState(false);

  /** Null when the person cancelled, or when it was refused: then the card says why. */
  async function run<Result>(act: () => Promise<Result>): Promise<Result | null> {
    setFailure(null);
    setIsPending(true);
    try {
      return await withPassword(act);
    } catch (error) {
      setFailure(failureOf(error));
      return null;
    } finally {
      setIsPending(false);
    }
  }
  return { run, question, failure, isPending };
}
