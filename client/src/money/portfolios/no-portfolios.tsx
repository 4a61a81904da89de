import { BriefcaseBusiness } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { FailureAlert } from '#client/forms/failure-alert.tsx';
import { failureOf } from '#client/lib/failure.ts';
import { trpc } from '#client/lib/trpc.ts';

/** The two doors of somebody who has nothing yet: money of their own, or samples to look around in. */
export function NoPortfolios({ onAdd }: { onAdd(): void }) {
  const { t } = useTranslation('portfolios');
  const sample = trpc.portfolios.createSample.useMutation();
  return (
    <EmptyState
      icon={<BriefcaseBusiness />}
      title={t('empty.title')}
      action={
        <div className="flex flex-col items-stretch gap-3">
          <div className="flex flex-wrap justify-center gap-2">
            <Button onClick={onAdd}>{t('empty.add')}</Button>
            <Button variant="secondary" isPending={sample.isPending} onClick={() => sample.mutate()}>
              {t('empty.sample')}
            </Button>
          </div>
          <FailureAlert failure={sample.error && failureOf(sample.error)} />
        </div>
      }
    >
      {t('empty.body')}
    </EmptyState>
  );
}
