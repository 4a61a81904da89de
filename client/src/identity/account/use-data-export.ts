import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#client/components/show-toast.ts';
import { useReauthentication } from '#client/identity/auth/use-reauthentication.ts';
import { failureOf } from '#client/lib/failure.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { saveFile } from '#client/lib/save-file.ts';
import { useFailure } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';

/** Fetches everything that is kept about a person and saves it as a file; nothing of it stays in the page. */
export function useDataExport() {
  const { t } = useTranslation('data');
  const { isoDate } = useFormat();
  const { client, account } = trpc.useUtils();
  const { withPassword, question } = useReauthentication();
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useFailure();

  async function save() {
    const data = await withPassword(() => client.account.exportData.mutate());
    if (!data) return;
    const name = `quantpulse-data-${data.user.username}-${isoDate(data.exportedAt)}.json`;
    saveFile(name, new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
    showToast({ title: t('download.saved'), description: name });
    void account.activity.invalidate();
  }

  async function start() {
    setFailure(null);
    setIsPending(true);
    try {
      await save();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsPending(false);
    }
  }

  return { start: () => void start(), question, failure, isPending };
}
