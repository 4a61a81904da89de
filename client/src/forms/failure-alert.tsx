import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { requestIdToPassOn, type Failure } from '#client/lib/failure.ts';
import { useFailureText } from '#client/lib/use-failure-text.ts';

export interface FailureAlertProps {
  failure: Failure | null;
  /** What one may do about it, beside trying again. */
  children?: ReactNode;
}

/** Why the call was refused. Screen readers do not say every second of a countdown. */
export function FailureAlert({ failure, children }: FailureAlertProps) {
  const { t } = useTranslation('errors');
  const text = useFailureText(failure);
  if (!failure) return null;
  const requestId = requestIdToPassOn(failure);
  return (
    <Alert tone={isPassing(failure) ? 'warning' : 'danger'} data-slot="failure-alert">
      <p role={isPassing(failure) ? 'timer' : undefined}>{text}</p>
      {requestId && <CopyText className="mt-2 !justify-start" label={t('requestId')} text={requestId} />}
      {children}
    </Alert>
  );
}

function isPassing(failure: Failure): boolean {
  return failure.kind === 'refusal' && failure.retryAt !== null;
}
