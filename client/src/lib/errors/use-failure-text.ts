import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '#client/lib/errors/failure.ts';
import { useCountdown } from '#client/lib/errors/use-countdown.ts';

const minute = 60;

/** What a person reads about a failure, in the current language; a wait counts down while it is shown. */
export function useFailureText(failure: Failure | null): string {
  const { t } = useTranslation('errors');
  const wait = useMemo(() => waitOf(failure), [failure]);
  const secondsLeft = useCountdown(wait);

  if (!failure) return '';
  if (failure.kind !== 'refusal') return t(failure.kind);
  if (!wait || secondsLeft === null) return t(failure.code, { count: Object.values(failure.params)[0] ?? 0 });
  if (secondsLeft === 0) return t('waitIsOver');
  if (secondsLeft <= minute) return t(wait.code, { count: secondsLeft });
  return t(`inMinutes.${wait.code}`, { count: Math.ceil(secondsLeft / minute) });
}

function waitOf(failure: Failure | null) {
  if (failure?.kind !== 'refusal') return null;
  const { code, params } = failure;
  const seconds = params['retryAfterSeconds'];
  if ((code !== 'RATE_LIMITED' && code !== 'SERVICE_UNAVAILABLE') || !seconds) return null;
  return { code, seconds } as const;
}
