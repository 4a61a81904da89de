import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { estimatePassword, type PasswordEstimate } from '#client/components/password-estimate.ts';
import type { OwnTexts } from '#shared/identity/guessable-passwords.ts';

const colours = ['', 'bg-danger', 'bg-warning', 'bg-accent-fill', 'bg-accent-fill'];
const parts = [1, 2, 3, 4];

function useExplanation({ grade, missing, isRepetitive }: PasswordEstimate): string {
  const { t } = useTranslation('common');
  if (grade === null) return t('strength.empty');
  if (missing > 0) return t('strength.missing', { count: missing });
  return isRepetitive ? t('strength.repeated') : t(`strength.${grade}`);
}

export interface PasswordStrengthProps {
  password: string;
  /** What the owner goes by. */
  ownTexts: OwnTexts;
  /** The field says why; then nothing here says otherwise. */
  isRefused: boolean;
}

/** Explains how hard a new password is to guess. It never decides: the form sends what the person chose. */
export function PasswordStrength({ password, ownTexts, isRefused }: PasswordStrengthProps) {
  const { t } = useTranslation('common');
  const estimate = estimatePassword(password, ownTexts);
  const explanation = useExplanation(estimate);
  const score = isRefused ? 0 : estimate.score;
  return (
    <div data-slot="password-strength" className="flex flex-col gap-1.5">
      <div
        role="meter"
        aria-label={t('strength.label')}
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={score}
        aria-valuetext={isRefused ? t('strength.refused') : explanation}
        className="flex gap-1"
      >
        {parts.map((part) => (
          <span
            key={part}
            data-filled={part <= estimate.score || undefined}
            className={clsx(
              'h-1 flex-1 rounded-full transition-colors',
              part <= score ? colours[score] : 'bg-line-strong',
            )}
          />
        ))}
      </div>
      <p aria-live="polite" className="min-h-10 text-[0.8125rem] text-ink-soft sm:min-h-5">
        {!isRefused && explanation}
      </p>
    </div>
  );
}
