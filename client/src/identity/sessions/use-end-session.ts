import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { failureOf, refusalOf } from '#client/lib/failure.ts';
import { evenOffline } from '#client/session/even-offline.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** What the page shows is read anew after every end, whoever made it. */
function useReadAnew() {
  const { sessions, account } = trpc.useUtils();
  return () => void Promise.all([sessions.list.invalidate(), account.activity.invalidate()]);
}

/** Ends one session or all others. One that is being ended leaves the list at once, and comes back if it cannot be. */
export function useEndSession() {
  const { t } = useTranslation('security');
  const readAnew = useReadAnew();
  const revoke = trpc.sessions.revoke.useMutation(evenOffline);
  const others = trpc.sessions.revokeOthers.useMutation(evenOffline);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useFailure();

  async function endOne(sessionId: string) {
    setFailure(null);
    setEnded((before) => new Set(before).add(sessionId));
    try {
      await revoke.mutateAsync({ sessionId });
      showToast({ title: t('sessions.ended', { count: 1 }) });
    } catch (error) {
      if (refusalOf(error)?.code === 'NOT_FOUND') showToast({ title: t('sessions.alreadyEnded') });
      else {
        setEnded((before) => new Set([...before].filter((id) => id !== sessionId)));
        setFailure(failureOf(error));
      }
    }
    readAnew();
  }

  async function endOthers() {
    setFailure(null);
    try {
      const { endedSessions: count } = await others.mutateAsync();
      showToast({ title: count > 0 ? t('sessions.ended', { count }) : t('sessions.noneEnded') });
    } catch (error) {
      setFailure(failureOf(error));
    }
    readAnew();
  }

  return { ended, failure, endOne, endOthers, isEndingOthers: others.isPending };
}
