import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';

/** An archived portfolio keeps all its figures and counts in the net worth, but stands in no list. */
export function ArchiveCard({
  portfolio: { id: portfolioId, version, isArchived },
}: {
  portfolio: Portfolio;
}) {
  const { t } = useTranslation('portfolios');
  const update = trpc.portfolios.update.useMutation({
    onSuccess: () => showToast({ title: t(isArchived ? 'archive.undone' : 'archive.done') }),
  });
  return (
    <Card title={t('archive.title')} description={t('archive.body')}>
      <div className="flex flex-col items-start gap-3 p-5">
        <FailureAlert failure={update.error && failureOf(update.error)} />
        <Button
          variant="secondary"
          isPending={update.isPending}
          onClick={() => update.mutate({ portfolioId, version, isArchived: !isArchived })}
        >
          {t(isArchived ? 'archive.undo' : 'archive.act')}
        </Button>
      </div>
    </Card>
  );
}
