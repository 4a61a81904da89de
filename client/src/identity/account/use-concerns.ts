import { useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import { concernsOf, type Concern, type Concerns, type Settled } from '#client/identity/account/attention.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { useSession } from '#client/session/session.tsx';

const storageName = 'qp-settled';
const nothing: Settled = {};

interface Answers {
  readonly userId: string;
  readonly settled: Settled;
}

/** What somebody answered in this browser. Everybody else who uses it is asked anew. */
const answers = createStore<{ given: Answers | null }>()(() => ({ given: stored() }));

function stored(): Answers | null {
  const given: Answers | null = unlessDenied(() => JSON.parse(localStorage.getItem(storageName) ?? 'null'));
  return typeof given?.settled === 'object' ? given : null;
}

function keep(given: Answers): void {
  unlessDenied(() => localStorage.setItem(storageName, JSON.stringify(given)));
  answers.setState({ given });
}

export interface OpenConcerns {
  /** Undefined until everything was read: nothing is claimed before. */
  readonly concerns: Concerns | undefined;
  /** The owner says that these were their own doing. */
  settle(concern: Concern): void;
}

/** What waits for the owner's answer, from the audit table and the sessions. */
export function useConcerns(): OpenConcerns {
  const { user } = useSession();
  const now = useNow();
  const protection = trpc.account.protection.useQuery().data;
  const sessions = trpc.sessions.list.useQuery().data;
  const { given } = useStore(answers);
  const settled = given && given.userId === user?.id ? given.settled : nothing;
  const concerns = useMemo(
    () => protection && sessions && concernsOf({ protection, sessions, settled }, now),
    [protection, sessions, settled, now],
  );
  return {
    concerns,
    settle(concern) {
      const newest = concerns?.[concern][0];
      if (user && newest) keep({ userId: user.id, settled: { ...settled, [concern]: newest.at } });
    },
  };
}
