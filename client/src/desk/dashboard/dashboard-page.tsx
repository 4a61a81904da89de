import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { MarketClock } from '#client/desk/dashboard/market-clock.tsx';
import { MoneyOverview } from '#client/desk/dashboard/money-overview.tsx';
import { NextStepsCard } from '#client/desk/dashboard/next-steps-card.tsx';
import { OtherSessionsCard } from '#client/desk/dashboard/other-sessions-card.tsx';
import { ProtectionCard } from '#client/desk/dashboard/protection-card.tsx';
import { RecentEventsCard } from '#client/desk/dashboard/recent-events-card.tsx';
import { SignInsCard } from '#client/desk/dashboard/sign-ins-card.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';
import { usePageTitle } from '#client/lib/titles.ts';

function partOfDay(hour: number) {
  if (hour < 5) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'day' : 'evening';
}

function Greeting() {
  const { t } = useTranslation('dashboard');
  const { user } = useSession();
  const format = useFormat();
  const now = useNow();
  // Another device may have changed it. The links hand each answer to the session, where every page reads it.
  trpc.users.me.useQuery();
  const name = user?.fullName ?? user?.username ?? '';
  return (
    <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 md:mb-6">
      <p className="text-2xl font-semibold tracking-tight text-balance [overflow-wrap:anywhere]">
        {t(`greeting.${partOfDay(format.hour(now))}`, { name })}
      </p>
      <p className="text-ink-soft tabular-nums first-letter:uppercase">{format.today(now)}</p>
    </div>
  );
}

/** What there is, how it does, what needs the person, then how the account stands and what the markets do. */
export function DashboardPage() {
  const { t } = useTranslation('dashboard');
  const portfolios = trpc.portfolios.list.useQuery({ includeArchived: true });
  // Doors are lower than figures. Nothing below is drawn until it is known which stand above, so nothing moves.
  const isTopKnown = portfolios.isSuccess || portfolios.isError;
  usePageTitle(t('title'));
  return (
    <div className={clsx(!isTopKnown && 'min-h-dvh')}>
      <Greeting />
      <div className="mb-4 grid grid-cols-1 gap-4 lg:mb-6 lg:grid-cols-2 lg:gap-6">
        <MoneyOverview query={portfolios} />
      </div>
      <div hidden={!isTopKnown} className="grid grid-cols-1 gap-4 lg:grid-cols-2 lg:gap-6 2xl:grid-cols-3">
        <NextStepsCard />
        <ProtectionCard />
        <SignInsCard />
        <MarketClock />
        <RecentEventsCard />
        <OtherSessionsCard />
      </div>
    </div>
  );
}
