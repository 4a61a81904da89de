import { GitMerge } from 'lucide-react';
import { useId, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallFormState } from '#client/forms/use-call-form.ts';
import type { FieldConflict } from '#client/identity/users/profile-merge.ts';
import { useShownValue } from '#client/identity/users/shown-value.ts';
import type { ProfileValues } from '#client/identity/users/users.rules.ts';

export type Side = 'mine' | 'theirs';

interface ChoiceProps {
  side: Side;
  value: string;
  onChoose(): void;
}

function Choice({ side, value, onChoose }: ChoiceProps) {
  const { t } = useTranslation('users');
  return (
    <button
      type="button"
      className="touch-target flex min-w-0 cursor-pointer flex-col items-start gap-0.5 rounded-md border border-control bg-surface px-3 py-2 text-left transition-colors hover:border-accent hover:bg-accent-wash"
      onClick={onChoose}
    >
      <span className="text-xs text-ink-soft">{t(`merge.${side}`)}</span>
      <span className="max-w-full font-medium [overflow-wrap:anywhere]">{value || t('merge.empty')}</span>
    </button>
  );
}

export interface MergePanelProps {
  panel: RefObject<HTMLElement | null>;
  conflicts: readonly FieldConflict[];
  form: CallFormState<ProfileValues>['form'];
  onChoose(conflict: FieldConflict, side: Side): void;
}

/** Both values of each field that was changed here and elsewhere; one click keeps one. */
export function MergePanel({ panel, conflicts, form, onChoose }: MergePanelProps) {
  const { t } = useTranslation('users');
  const titleId = useId();
  const shownValue = useShownValue();
  return (
    <section
      ref={panel}
      tabIndex={-1}
      data-slot="merge-panel"
      aria-labelledby={titleId}
      className="flex scroll-mt-20 flex-col gap-4 rounded-lg border border-warning-line bg-warning-wash p-5"
    >
      <div className="flex gap-3">
        <GitMerge aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
        <div>
          <h2 id={titleId} className="font-semibold">
            {t('merge.title')}
          </h2>
          <p className="text-[0.8125rem] text-ink-soft">{t('merge.body')}</p>
        </div>
      </div>
      {conflicts.map((conflict) => (
        <fieldset key={conflict.field} className="min-w-0">
          <legend className="mb-1.5 text-[0.8125rem] font-medium">{t(conflict.field)}</legend>
          <div className="grid grid-cols-2 gap-2">
            <Choice
              side="mine"
              value={shownValue(conflict.field, form.watch(conflict.field))}
              onChoose={() => onChoose(conflict, 'mine')}
            />
            <Choice
              side="theirs"
              value={shownValue(conflict.field, conflict.theirs)}
              onChoose={() => onChoose(conflict, 'theirs')}
            />
          </div>
        </fieldset>
      ))}
    </section>
  );
}
