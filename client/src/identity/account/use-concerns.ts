import { useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import { concernsOf, type Concerns } from '#client/identity/account/attention.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { useSession } from '#client/session/session.tsx';

const storageName = 'qp-settled';

/** Whose events were settled, and up to when; kept in this browser. Everybody else who uses it is asked anew. */
const settled = createStore<string>()(() => unlessDenied(() => localStorage.getItem(storageName)) ?? '');

function settle(userId: string, at: string): void {
  const told = `${userId} ${at}`;
  unlessDenied(() => localStorage.setItem(storageName, told));
  settled.setState(told, true);
}

export interface OpenConcerns {
  /** Undefined until everything was read: nothing is claimed before. */
  readonly concerns: Concerns | undefined;
  /** The owner says that these were their own doing. */
  settle(): void;
}

/** What waits for the owner's answer, from the audit table and the sessions. */
export function useConcerns(): OpenConcerns {
  const { user } = useSession();
  const now = useNow();
  const activity = trpc.account.activity.useQuery().data?.items;
  const sessions = trpc.sessions.list.useQuery().data;
  const [owner, at] = useStore(settled).split(' ');
  const settledAt = at !== undefined && owner === user?.id ? at : null;
  const concerns = useMemo(
    () => activity && sessions && concernsOf({ activity, sessions, settledAt }, now),
    [activity, sessions, settledAt, now],
  );
  return {
    concerns,
    settle() {
      const newest = activity?.[0];
      if (user && newest) settle(user.id, newest.at);
    },
  };
}
