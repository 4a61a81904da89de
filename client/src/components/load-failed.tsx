import { CloudOff } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { failureOf, requestIdToPassOn } from '#client/lib/failure.ts';
import { useFailureText } from '#client/lib/use-failure-text.ts';

export interface LoadFailedProps {
  error: unknown;
  onRetry(): unknown;
  isPending: boolean;
}

/** In the place of a card's content that did not come: why, and a way to ask again. */
export function LoadFailed({ error, onRetry, isPending }: LoadFailedProps) {
  const { t } = useTranslation(['common', 'errors']);
  // Read once: a wait is counted from the moment of the refusal.
  const failure = useMemo(() => failureOf(error), [error]);
  const text = useFailureText(failure);
  const requestId = requestIdToPassOn(failure);
  return (
    <EmptyState
      icon={<CloudOff />}
      title={t('loadFailed')}
      action={
        <Button variant="secondary" size="sm" isPending={isPending} onClick={() => void onRetry()}>
          {t('retry')}
        </Button>
      }
    >
      {text}
      {requestId && <CopyText className="mt-2" label={t('errors:requestId')} text={requestId} />}
    </EmptyState>
  );
}
