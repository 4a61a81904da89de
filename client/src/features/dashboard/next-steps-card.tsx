import { ChevronRight, CircleCheck, Clock, UserRoundPen } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { browserTimeZone } from '#client/lib/format-for-user.ts';
import { useSession } from '#client/lib/session/session.tsx';

interface StepProps {
  icon: LucideIcon;
  title: string;
  body: string;
}

function Step({ icon: Icon, title, body }: StepProps) {
  return (
    <li>
      <Link
        to="/settings/profile"
        className="flex min-h-16 items-center gap-4 px-5 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden className="size-5 shrink-0 text-accent" />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block text-[0.8125rem] text-ink-soft">{body}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Link>
    </li>
  );
}

function useSteps(): readonly (StepProps & { id: string })[] {
  const { t } = useTranslation('dashboard');
  const { user } = useSession();
  const zone = browserTimeZone();
  if (!user) return [];
  const name = { id: 'name', icon: UserRoundPen, title: t('next.name'), body: t('next.nameBody') };
  const timeZone = {
    id: 'time-zone',
    icon: Clock,
    title: t('next.timeZone'),
    body: t('next.timeZoneBody', { zone, profileZone: user.timeZone }),
  };
  return [!user.fullName && name, user.timeZone !== zone && timeZone].filter((step) => step !== false);
}

/** What your profile still lacks; nothing is invented to fill the card. */
export function NextStepsCard() {
  const { t } = useTranslation('dashboard');
  const steps = useSteps();
  return (
    <Card title={t('next.title')}>
      {steps.length === 0 ? (
        <EmptyState icon={<CircleCheck />} title={t('next.done')}>
          {t('next.doneBody')}
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {steps.map(({ id, ...step }) => (
            <Step key={id} {...step} />
          ))}
        </ul>
      )}
    </Card>
  );
}
