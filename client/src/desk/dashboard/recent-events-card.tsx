import { useTranslation } from 'react-i18next';
import { CardLink } from '#client/components/card.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { runsOf } from '#client/identity/account/attention.ts';
import { EventRows, NoEvents } from '#client/identity/account/event-row.tsx';
import { trpc } from '#client/lib/trpc.ts';
import type { ActivityItem } from '#shared/identity/account.ts';

const shownAtMost = 4;

function Events({ items }: { items: readonly ActivityItem[] }) {
  if (items.length === 0) return <NoEvents />;
  return <EventRows runs={runsOf(items).slice(0, shownAtMost)} />;
}

/** The newest events of the account; the rest is on the security page. */
export function RecentEventsCard() {
  const { t } = useTranslation(['dashboard', 'account']);
  return (
    <QueryCard
      id="events"
      className="2xl:col-span-2"
      title={t('events.title')}
      description={t('account:activity.description')}
      action={<CardLink to="/settings/security#activity" text={t('events.all')} />}
      query={trpc.account.activity.useQuery()}
      skeleton={<LoadingRows rows={shownAtMost} />}
    >
      {({ items }) => <Events items={items} />}
    </QueryCard>
  );
}
