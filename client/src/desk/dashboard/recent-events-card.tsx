import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadFailed } from '#client/components/load-failed.tsx';
import { CardLink } from '#client/desk/dashboard/card-link.tsx';
import { EventRow } from '#client/identity/account/event-row.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { trpc } from '#client/lib/trpc.ts';
import type { ActivityItem } from '#shared/identity/account.ts';

const shownAtMost = 4;

function Events({ items }: { items: readonly ActivityItem[] }) {
  const { t } = useTranslation('security');
  if (items.length === 0) {
    return (
      <EmptyState icon={<History />} title={t('activity.empty')}>
        {t('activity.emptyBody')}
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-line">
      {items.slice(0, shownAtMost).map((item) => (
        <EventRow key={item.id} item={item} />
      ))}
    </ul>
  );
}

/** The newest events of the account; the rest is on the security page. */
export function RecentEventsCard() {
  const { t } = useTranslation('dashboard');
  const { data, error, isFetching, refetch } = trpc.account.activity.useQuery();
  return (
    <Card
      title={t('events.title')}
      className="lg:col-span-2"
      aria-busy={!data && !error}
      action={<CardLink to="/settings/security#activity" text={t('events.all')} />}
    >
      {data && <Events items={data.items} />}
      {!data && error && <LoadFailed error={error} onRetry={refetch} isPending={isFetching} />}
      {!data && !error && <LoadingRows rows={shownAtMost} />}
    </Card>
  );
}
