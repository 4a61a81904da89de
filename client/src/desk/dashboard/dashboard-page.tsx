import { useTranslation } from 'react-i18next';
import { ThisSessionCard, YouCard } from '#client/desk/dashboard/fact-cards.tsx';
import { KeyFigures } from '#client/desk/dashboard/key-figures.tsx';
import { NextStepsCard } from '#client/desk/dashboard/next-steps-card.tsx';
import { OtherSessionsCard } from '#client/desk/dashboard/other-sessions-card.tsx';
import { RecentEventsCard } from '#client/desk/dashboard/recent-events-card.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { useSession } from '#client/session/session.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

function partOfDay(hour: number) {
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'day' : 'evening';
}

function Greeting() {
  const { t } = useTranslation('dashboard');
  const { user } = useSession();
  const format = useFormat();
  const now = useNow();
  const name = user?.fullName ?? user?.username ?? '';
  return (
    <div className="mb-6 md:mb-8">
      <p className="text-2xl font-semibold tracking-tight text-balance [overflow-wrap:anywhere]">
        {t(`greeting.${partOfDay(format.hour(now))}`, { name })}
      </p>
      <p className="mt-1 text-ink-soft">{t('lead')}</p>
    </div>
  );
}

/** Who you are, where you are signed in, what to do next: all of it from the server. */
export function DashboardPage() {
  const { t } = useTranslation('dashboard');
  usePageTitle(t('title'));
  return (
    <>
      <Greeting />
      <KeyFigures />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2 lg:gap-6">
        <YouCard />
        <ThisSessionCard />
        <NextStepsCard />
        <OtherSessionsCard />
        <RecentEventsCard />
      </div>
    </>
  );
}
