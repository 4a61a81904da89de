import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import {
  forgetQueue,
  useNamesOf,
  useQueuedChanges,
  type Queue,
} from '#client/identity/users/queued-changes.ts';
import { sendQueue } from '#client/identity/users/send-queue.ts';
import { useConnection } from '#client/lib/connection.ts';
import { statusOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';

const tryAgainMilliseconds = 10_000;

/** Sends the changes that waited for the server, and tells what became of them. */
export function QueueSender() {
  const { t } = useTranslation('app');
  const { user, hasEnded } = useSession();
  const queued = useQueuedChanges();
  const namesOf = useNamesOf();
  const isThere = useConnection() === 'there';
  const { client } = trpc.useUtils();
  const { mutateAsync: save } = trpc.users.updateProfile.useMutation();
  const read = () => client.users.me.query();
  const [attempt, setAttempt] = useState(0);
  const isDue = isThere && !hasEnded && queued !== null && queued.userId === user?.id;

  const send = useEffectEvent(async (waiting: Queue, count: number) => {
    try {
      const { isOvertaken } = await sendQueue(waiting, { read, save });
      forgetQueue(waiting);
      if (!isOvertaken) return showToast({ title: t('queued.sent', { what: namesOf(waiting.changes) }) });
      const description = t('queued.nameKept', { name: waiting.changes.fullName ?? '' });
      showToast({ tone: 'danger', title: t('queued.overtaken'), description });
    } catch (error) {
      // Only a refusal is about the changes themselves. After anything else, an ended session too, they go on waiting.
      const isRefused = [400, 403].includes(statusOf(error) ?? 0);
      if (!isRefused) return void setTimeout(() => setAttempt(count + 1), tryAgainMilliseconds);
      forgetQueue(waiting);
      await read().catch(() => undefined);
      showToast({ tone: 'danger', title: t('preferenceNotSaved') });
    }
  });

  useEffect(() => {
    if (isDue) void send(queued, attempt);
  }, [isDue, queued, attempt]);
  return null;
}
