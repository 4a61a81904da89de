import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { estimatePassword, type PasswordEstimate } from '#client/components/password-estimate.ts';

const colours = ['', 'bg-danger', 'bg-warning', 'bg-accent-fill', 'bg-accent-fill'];
const parts = [1, 2, 3, 4];

function useExplanation({ grade, missing, isRepetitive }: PasswordEstimate): string {
  const { t } = useTranslation('common');
  if (grade === null) return t('strength.empty');
  if (missing > 0) return t('strength.missing', { count: missing });
  return isRepetitive ? t('strength.repeated') : t(`strength.${grade}`);
}

/** Explains how hard a new password is to guess. It never decides: the form sends what the person chose. */
export function PasswordStrength({ password, id }: { password: string; id?: string }) {
  const { t } = useTranslation('common');
  const estimate = estimatePassword(password);
  const explanation = useExplanation(estimate);
  return (
    <div id={id} data-slot="password-strength" className="flex flex-col gap-1.5">
      <div
        role="meter"
        aria-label={t('strength.label')}
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={estimate.score}
        aria-valuetext={explanation}
        className="flex gap-1"
      >
        {parts.map((part) => (
          <span
            key={part}
            data-filled={part <= estimate.score || undefined}
            className={clsx(
              'h-1 flex-1 rounded-full transition-colors',
              part <= estimate.score ? colours[estimate.score] : 'bg-line-strong',
            )}
          />
        ))}
      </div>
      <p aria-live="polite" className="min-h-10 text-[0.8125rem] text-ink-soft sm:min-h-5">
        {explanation}
      </p>
    </div>
  );
}
