import { createStore, useStore } from 'zustand';
import type { Settled } from '#client/identity/account/attention.ts';
import type { WeakSpot } from '#client/identity/account/weak-spots.ts';
import { unlessDenied } from '#client/lib/unless-denied.ts';
import { useSession } from '#client/session/session.tsx';

const storageName = 'qp-settled';

/** What somebody answered to what the pages ask and advise. */
interface Answers {
  readonly settled: Settled;
  /** Weak spots that shall be told no more. */
  readonly hidden: readonly WeakSpot[];
}

const nothing: Answers = { settled: {}, hidden: [] };

/**
 * Kept in this browser, for one person; whoever else uses it is asked anew. On the server a stolen session could hide a
 * weak spot from its owner.
 */
const answers = createStore<{ given: (Answers & { readonly userId: string }) | null }>()(() => ({
  given: stored(),
}));

function stored() {
  const given: unknown = unlessDenied(() => JSON.parse(localStorage.getItem(storageName) ?? 'null'));
  if (typeof given !== 'object' || given === null) return null;
  const { userId, settled, hidden } = given as Record<string, unknown>;
  if (typeof userId !== 'string' || typeof settled !== 'object' || settled === null) return null;
  // Written before anything could be hidden, it has no such list.
  return { userId, settled: settled as Settled, hidden: Array.isArray(hidden) ? (hidden as WeakSpot[]) : [] };
}

/** The answers of whoever is signed in, and a way to give another. */
export function useOwnAnswers() {
  const { user } = useSession();
  const { given } = useStore(answers);
  const { settled, hidden } = given && given.userId === user?.id ? given : nothing;
  return {
    settled,
    hidden,
    answer(change: Partial<Answers>): void {
      if (!user) return;
      const next = { userId: user.id, settled, hidden, ...change };
      unlessDenied(() => localStorage.setItem(storageName, JSON.stringify(next)));
      answers.setState({ given: next });
    },
  };
}
