import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { useDataExport } from '#client/identity/account/use-data-export.ts';
import { PasswordDialog } from '#client/identity/auth/password-dialog.tsx';

/** What a copy of one's data holds, and the way to it. */
export function DownloadCard({ onErrors }: { onErrors: (hasErrors: boolean) => void }) {
  const { t } = useTranslation('data');
  const { start, question, failure, isPending } = useDataExport();
  return (
    <Card title={t('download.title')} description={t('download.description')} className="max-w-2xl">
      <div className="flex flex-col items-start gap-5 p-5">
        <ul className="flex list-disc flex-col gap-1.5 pl-4 text-ink-soft marker:text-ink-faint">
          <li>{t('download.profile')}</li>
          <li>{t('download.sessions')}</li>
          <li>{t('download.devices')}</li>
          <li>{t('download.events')}</li>
        </ul>
        <p className="text-ink-soft">{t('download.secrets')}</p>
        <FailureAlert failure={failure} />
        <Button isPending={isPending} onClick={start}>
          {t('download.submit')}
        </Button>
      </div>
      <PasswordDialog question={question} onErrors={onErrors} />
    </Card>
  );
}
