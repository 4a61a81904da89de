import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Button, buttonStyles } from '#client/components/button.tsx';
import { showToast } from '#client/components/show-toast.ts';
import { Skeleton } from '#client/components/skeleton.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { StepRow } from '#client/components/step-row.tsx';
import { useNextSteps, type NextStep } from '#client/desk/dashboard/use-next-steps.ts';
import { HiddenWeakSpots } from '#client/identity/account/hidden-weak-spots.tsx';

function Step({ step }: { step: NextStep }) {
  const { settle, hide, hideLabel, ...row } = step;
  if (settle)
    return (
      <li>
        <Question step={step} settle={settle} />
      </li>
    );
  const dismissal = hide && hideLabel ? { label: hideLabel, dismiss: () => leave(hide) } : undefined;
  return (
    <li>
      <StepRow {...row} dismissal={dismissal} />
    </li>
  );
}

/** The row goes with its buttons, so the focus moves to the card. */
function leave(answer: () => void) {
  answer();
  document.getElementById('next')?.focus({ preventScroll: true });
}

/** Was it you? A yes settles it here, a no leads to the new password. */
function Question({
  step: { to, icon: Icon, title, body, yes },
  settle,
}: {
  step: NextStep;
  settle(): void;
}) {
  const { t } = useTranslation('dashboard');
  function answer() {
    leave(settle);
    showToast({ title: t('next.settled') });
  }
  return (
    <div className="flex items-start gap-4 px-5 py-3.5">
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0 text-warning" />
      <div className="flex min-w-0 flex-1 flex-col gap-x-6 gap-y-2.5 lg:flex-row lg:items-center lg:justify-between">
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          <p className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">{body}</p>
        </div>
        <div className="flex shrink-0 flex-wrap gap-2">
          <Button variant="secondary" size="sm" onClick={answer}>
            {yes ?? t('next.yes')}
          </Button>
          <Link to={to} className={buttonStyles({ variant: 'secondary', size: 'sm' })}>
            {t('next.no')}
          </Link>
        </div>
      </div>
    </div>
  );
}

/** With something hidden not all is well: then only what was looked at is told. */
function Steps({ steps, hasHidden }: { steps: readonly NextStep[]; hasHidden: boolean }) {
  const { t } = useTranslation('dashboard');
  if (steps.length === 0) {
    return (
      <p className="flex min-h-16 items-center gap-4 px-5 py-3">
        <CircleCheck aria-hidden className="size-6 shrink-0 text-accent" />
        <span>
          <span className="block font-medium">{t(hasHidden ? 'next.calm' : 'next.done')}</span>
          <span className="block text-[0.8125rem] text-ink-soft">{t('next.doneBody')}</span>
        </span>
      </p>
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

function Waiting({ rows }: { rows: number }) {
  return (
    <div className="divide-y divide-line">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex min-h-16 items-center gap-4 px-5 py-3">
          <Skeleton className="size-5 shrink-0" />
          <Skeleton className="h-4 w-44" />
        </div>
      ))}
    </div>
  );
}

/** What needs the owner's attention: signs of somebody else, forgotten sessions, an unfinished profile. */
export function NextStepsCard() {
  const { t } = useTranslation('dashboard');
  const query = useNextSteps();
  return (
    <QueryCard
      id="next"
      tabIndex={-1}
      className="lg:col-span-2 2xl:col-span-3"
      title={t('next.title')}
      query={query}
      skeleton={<Waiting rows={query.rows} />}
    >
      {({ steps, hiddenCount }) => (
        <div className="divide-y divide-line">
          <Steps steps={steps} hasHidden={hiddenCount > 0} />
          <HiddenWeakSpots count={hiddenCount} onShow={() => leave(query.showAgain)} />
        </div>
      )}
    </QueryCard>
  );
}
