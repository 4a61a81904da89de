import { useMemo } from 'react';
import { concernsOf, type Concern, type Concerns } from '#client/identity/account/attention.ts';
import { useOwnAnswers } from '#client/identity/account/own-answers.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';

export interface OpenConcerns {
  /** Undefined until everything was read: nothing is claimed before. */
  readonly concerns: Concerns | undefined;
  /** The owner says that these were their own doing. */
  settle(concern: Concern): void;
}

/** What waits for the owner's answer, from the audit table and the sessions. */
export function useConcerns(): OpenConcerns {
  const now = useNow();
  const protection = trpc.account.protection.useQuery().data;
  const sessions = trpc.sessions.list.useQuery().data;
  const { settled, answer } = useOwnAnswers();
  const concerns = useMemo(
    () => protection && sessions && concernsOf({ protection, sessions, settled }, now),
    [protection, sessions, settled, now],
  );
  return {
    concerns,
    settle(concern) {
      const newest = concerns?.[concern][0];
      if (newest) answer({ settled: { ...settled, [concern]: newest.at } });
    },
  };
}
