import { useTranslation } from 'react-i18next';
import { retryTimeOf, type Failure } from '#client/lib/failure.ts';
import { useCountdown } from '#client/lib/use-countdown.ts';
import type { ErrorCode } from '#shared/errors.ts';

const minute = 60;

/** What a person reads about a failure, in the current language; a wait counts down while it is shown. */
export function useFailureText(failure: Failure | null): string {
  const { t } = useTranslation('errors');
  const secondsLeft = useCountdown(retryTimeOf(failure));

  if (!failure) return '';
  if (failure.kind !== 'refusal') return t(failure.kind);
  const { code, params } = failure;
  const { attemptsLeft } = params;
  if (attemptsLeft !== undefined && isCountedDown(code))
    return t(`attemptsLeft.${code}`, { count: attemptsLeft });
  if (secondsLeft === null || !isPassing(code)) return t(code, { count: Object.values(params)[0] ?? 0 });
  if (secondsLeft === 0) return t('waitIsOver');
  if (secondsLeft <= minute) return t(code, { count: secondsLeft });
  return t(`inMinutes.${code}`, { count: Math.ceil(secondsLeft / minute) });
}

/** A wrong password, of which few more are allowed. */
export function isCountedDown(code: string): code is 'INVALID_CREDENTIALS' | 'CURRENT_PASSWORD_INVALID' {
  return code === 'INVALID_CREDENTIALS' || code === 'CURRENT_PASSWORD_INVALID';
}

function isPassing(code: ErrorCode): code is 'RATE_LIMITED' | 'SERVICE_UNAVAILABLE' {
  return code === 'RATE_LIMITED' || code === 'SERVICE_UNAVAILABLE';
}
