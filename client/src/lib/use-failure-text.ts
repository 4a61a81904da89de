import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/lib/format-for-user.ts';
import { clockOf } from '#client/lib/format.ts';
import { failureOf, retryTimeOf, type Failure } from '#client/lib/failure.ts';
import { useCountdown } from '#client/lib/use-countdown.ts';
import type { ErrorCode } from '#shared/errors.ts';

const minute = 60;

/** What a person reads about a failure, in the current language; a wait counts down while it is shown. */
export function useFailureText(failure: Failure | null): string {
  const { t } = useTranslation('errors');
  const format = useFormat();
  const secondsLeft = useCountdown(retryTimeOf(failure));

  if (!failure) return '';
  if (failure.kind !== 'refusal') return t(failure.kind);
  const { code, params } = failure;
  const { attemptsLeft, because, deletedUntil } = params;
  if (secondsLeft === 0) return t('waitIsOver');
  const next = secondsLeft === null ? '' : t('nextAttempt', { clock: clockOf(secondsLeft) });
  if (attemptsLeft !== undefined && isCountedDown(code))
    return [t(`attemptsLeft.${code}`, { count: Number(attemptsLeft) }), next].filter(Boolean).join(' ');
  if (code === 'ACCOUNT_DISABLED' && deletedUntil !== undefined)
    return t(`deleted.${code}`, { date: format.date(String(deletedUntil)) });
  if (code === 'SESSION_REVOKED' && isKnownReason(because)) return t(`ended.${because}`);
  if (secondsLeft === null || !isPassing(code))
    return t(code, { count: Number(Object.values(params)[0] ?? 0) });
  if (secondsLeft <= minute) return t(code, { count: secondsLeft });
  return `${t(`longWait.${code}`)} ${next}`;
}

/** The same for a toast, which is said once and counts nothing down. */
export function useRefusalText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return (error) => {
    const failure = failureOf(error);
    if (failure.kind !== 'refusal') return t(failure.kind);
    return t(failure.code, { count: Number(Object.values(failure.params)[0] ?? 0) });
  };
}

/** Why a session ended, where the page has a text for it. A newer server may send others. */
const knownReasons = ['limit', 'password-changed', 'password-reset', 'reuse', 'revoked'] as const;

function isKnownReason(because: unknown): because is (typeof knownReasons)[number] {
  return knownReasons.some((reason) => reason === because);
}

/** A wrong password, of which few more are allowed. */
export function isCountedDown(code: string): code is 'INVALID_CREDENTIALS' | 'CURRENT_PASSWORD_INVALID' {
  return code === 'INVALID_CREDENTIALS' || code === 'CURRENT_PASSWORD_INVALID';
}

function isPassing(code: ErrorCode): code is 'RATE_LIMITED' | 'SERVICE_UNAVAILABLE' {
  return code === 'RATE_LIMITED' || code === 'SERVICE_UNAVAILABLE';
}
