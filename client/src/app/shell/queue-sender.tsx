import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { canWait, forgetQueue, useQueuedChanges } from '#client/identity/users/queued-changes.ts';
import { sendQueue } from '#client/identity/users/send-queue.ts';
import { useConnection } from '#client/lib/connection.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';

const tryAgainMilliseconds = 5_000;

/** Sends the changes that waited for the server, and tells what became of them. */
export function QueueSender() {
  const { t } = useTranslation(['app', 'users']);
  const { user, hasEnded } = useSession();
  const queued = useQueuedChanges();
  const isThere = useConnection() === 'there';
  const { client } = trpc.useUtils();
  const { mutateAsync: save } = trpc.users.updateProfile.useMutation();
  const read = () => client.users.me.query();
  const [attempt, setAttempt] = useState(0);
  const isDue = isThere && !hasEnded && queued !== null && queued.userId === user?.id;

  const send = useEffectEvent(async () => {
    if (!queued) return;
    try {
      const { isOvertaken } = await sendQueue(queued, { read, save });
      forgetQueue(queued);
      if (!isOvertaken) return showToast({ title: t('users:saved') });
      const description = t('app:queued.nameKept', { name: queued.changes.fullName ?? '' });
      showToast({ tone: 'danger', title: t('app:queued.overtaken'), description });
    } catch (error) {
      // Nothing was said about the changes themselves: they go on waiting.
      if (canWait({}, error)) return void setTimeout(() => setAttempt(attempt + 1), tryAgainMilliseconds);
      forgetQueue(queued);
      await read().catch(() => undefined);
      showToast({ tone: 'danger', title: t('app:preferenceNotSaved') });
    }
  });

  useEffect(() => {
    if (isDue) void send();
  }, [isDue, queued, attempt]);
  return null;
}
