import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { saveFile } from '#client/components/save-file.ts';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useFailure } from '#client/session/session.tsx';
import type { ExportAuditInput } from '#shared/identity/admin.ts';

/** Tells spreadsheets that the file is UTF-8: without it they show Cyrillic as noise. */
const byteOrderMark = '\uFEFF';

/** The events that fit as files, five thousand in each. Each file counts, so nothing is fetched before it is asked for. */
export function AuditDownload({ filters }: { filters: NonNullable<ExportAuditInput> }) {
  const { t } = useTranslation('admin');
  const { isoDate } = useFormat();
  const { client } = trpc.useUtils();
  const [cursor, setCursor] = useState<string | null>(null);
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useFailure();

  async function download() {
    setFailure(null);
    setIsPending(true);
    try {
      const { cursor: _page, ...all } = filters;
      const part = await client.admin.audit.export.query({ ...all, ...(cursor !== null && { cursor }) });
      const name = `quantpulse-audit-${isoDate(Date.now())}.csv`;
      saveFile(name, new Blob([byteOrderMark, part.csv], { type: 'text/csv;charset=utf-8' }));
      showToast({ title: t('audit.saved'), description: name });
      setCursor(part.nextCursor);
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setIsPending(false);
    }
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <FailureAlert failure={failure} />
      {cursor !== null && <p className="text-[0.8125rem] text-ink-soft">{t('audit.more')}</p>}
      <Button variant="secondary" size="sm" isPending={isPending} onClick={() => void download()}>
        {t(cursor === null ? 'audit.download' : 'audit.next')}
      </Button>
    </div>
  );
}
