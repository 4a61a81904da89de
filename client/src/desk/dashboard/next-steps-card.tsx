import { clsx } from 'clsx';
import { ChevronRight, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { useNextSteps, type NextStep } from '#client/desk/dashboard/use-next-steps.ts';

function Step({ step: { to, icon: Icon, title, body, isUrgent = false } }: { step: NextStep }) {
  return (
    <li>
      <Link
        to={to}
        className="flex min-h-16 items-center gap-4 px-5 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden className={clsx('size-5 shrink-0', isUrgent ? 'text-warning' : 'text-accent')} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block text-[0.8125rem] text-ink-soft">{body}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Link>
    </li>
  );
}

function Steps({ steps }: { steps: readonly NextStep[] }) {
  const { t } = useTranslation('dashboard');
  if (steps.length === 0) {
    return (
      <EmptyState icon={<CircleCheck />} title={t('next.done')}>
        {t('next.doneBody')}
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line">
      {steps.map((step) => (
        <Step key={step.id} step={step} />
      ))}
    </ul>
  );
}

/** What needs the owner's attention: signs of somebody else, forgotten sessions, an unfinished profile. */
export function NextStepsCard() {
  const { t } = useTranslation('dashboard');
  return (
    <QueryCard title={t('next.title')} query={useNextSteps()} skeleton={<LoadingRows rows={2} />}>
      {(steps) => <Steps steps={steps} />}
    </QueryCard>
  );
}
