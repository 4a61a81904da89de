import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '#client/components/alert.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { requestIdToPassOn, retryTimeOf, type Failure } from '#client/lib/failure.ts';
import { useCountdown } from '#client/lib/use-countdown.ts';
import { useFailureText } from '#client/lib/use-failure-text.ts';

export interface FailureAlertProps {
  failure: Failure | null;
  /** What one may do about it, beside trying again. */
  children?: ReactNode;
}

/** Why the call was refused. Screen readers say that a wait began and that it is over, not every second. */
export function FailureAlert({ failure, children }: FailureAlertProps) {
  const { t } = useTranslation('errors');
  const text = useFailureText(failure);
  const secondsLeft = useCountdown(retryTimeOf(failure));
  if (!failure) return null;
  const requestId = requestIdToPassOn(failure);
  return (
    <Alert tone={secondsLeft === null ? 'danger' : 'warning'} data-slot="failure-alert">
      <p role={secondsLeft ? 'timer' : undefined}>{text}</p>
      {requestId && <CopyText className="mt-2 !justify-start" label={t('requestId')} text={requestId} />}
      {children}
    </Alert>
  );
}
