import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { failureOf, refusalOf } from '#client/lib/failure.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** Ends one session or all others. One that is being ended leaves the list at once, and comes back if it cannot be. */
export function useEndSession() {
  const { t } = useTranslation('sessions');
  const revoke = trpc.sessions.revoke.useMutation();
  const others = trpc.sessions.revokeOthers.useMutation();
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useFailure();

  async function endOne(sessionId: string) {
    setFailure(null);
    setEnded((before) => new Set(before).add(sessionId));
    try {
      await revoke.mutateAsync({ sessionId });
      showToast({ title: t('ended', { count: 1 }) });
    } catch (error) {
      if (refusalOf(error)?.code === 'NOT_FOUND') showToast({ title: t('alreadyEnded') });
      else {
        setEnded((before) => new Set([...before].filter((id) => id !== sessionId)));
        setFailure(failureOf(error));
      }
    }
  }

  async function endOthers() {
    setFailure(null);
    try {
      const { endedSessions: count } = await others.mutateAsync();
      showToast({ title: count > 0 ? t('ended', { count }) : t('noneEnded') });
    } catch (error) {
      setFailure(failureOf(error));
    }
  }

  return { ended, failure, endOne, endOthers, isEndingOthers: others.isPending };
}
