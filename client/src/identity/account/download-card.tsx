import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { saveFile } from '#client/components/save-file.ts';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { PasswordDialog, useReauthentication } from '#client/forms/reauthentication.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useFailure } from '#client/session/session.tsx';

/** What a copy of one's data holds, and the way to it. */
export function DownloadCard() {
  const { t } = useTranslation('account');
  const { start, question, failure, isPending } = useDataExport();
  return (
    <Card
      id="download"
      title={t('download.title')}
      description={t('download.description')}
      className="max-w-2xl"
    >
      <div className="flex flex-col items-start gap-5 p-5">
        <ul className="flex list-disc flex-col gap-1.5 pl-4 text-ink-soft marker:text-ink-faint">
          <li>{t('download.profile')}</li>
          <li>{t('download.sessions')}</li>
          <li>{t('download.devices')}</li>
          <li>{t('download.events')}</li>
        </ul>
        <p className="text-ink-soft">{t('download.secrets')}</p>
        <FailureAlert failure={failure} />
        <Button isPending={isPending} onClick={() => void start()}>
          {t('download.submit')}
        </Button>
      </div>
      <PasswordDialog question={question} />
    </Card>
  );
}

/** Fetches everything that is kept about a person and saves it as a file. Nothing of it stays in the page. */
function useDataExport() {
  const { t } = useTranslation('account');
  const { isoDate } = useFormat();
  const exportData = trpc.account.exportData.useMutation({ gcTime: 0 });
  const { withPassword, question } = useReauthentication();
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useFailure();

  async function save() {
    const data = await withPassword(() => exportData.mutateAsync());
    if (!data) return;
    const name = `quantpulse-data-${data.user.username}-${isoDate(data.exportedAt)}.json`;
    saveFile(name, new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
    showToast({ title: t('download.saved'), description: name });
  }

  async function start() {
    setFailure(null);
    setIsPending(true);
    try {
      await save();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      exportData.reset();
      setIsPending(false);
    }
  }

  return { start, question, failure, isPending };
}
