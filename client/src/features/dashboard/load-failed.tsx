import { CloudOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';

/** In the place of a card's content that did not come. */
export function LoadFailed({ onRetry, isPending }: { onRetry(): unknown; isPending: boolean }) {
  const { t } = useTranslation(['dashboard', 'common']);
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t('dashboard:failed.title')}
      action={
        <Button variant="secondary" size="sm" isPending={isPending} onClick={() => void onRetry()}>
          {t('common:retry')}
        </Button>
      }
    >
      {t('dashboard:failed.body')}
    </EmptyState>
  );
}
