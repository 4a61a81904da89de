import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { Card } from '#client/components/card.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { LoadFailed } from '#client/components/load-failed.tsx';
import { EventRow } from '#client/identity/account/event-row.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { ActivityItem } from '#shared/identity/account.ts';

const shownAtFirst = 8;

function Events({ items }: { items: readonly ActivityItem[] }) {
  const { t } = useTranslation('security');
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const hidden = items.length - shownAtFirst;
  const more = t('activity.showMore', { number: format.number(hidden) });
  return (
    <>
      <ul className="divide-y divide-line">
        {items.slice(0, isWhole ? items.length : shownAtFirst).map((item) => (
          <EventRow key={item.id} item={item} />
        ))}
      </ul>
      <div className="flex flex-col items-start gap-3 border-t border-line px-5 py-4">
        {hidden > 0 && (
          <Button
            variant="secondary"
            size="sm"
            aria-expanded={isWhole}
            onClick={() => setIsWhole((before) => !before)}
          >
            {isWhole ? t('activity.showFewer') : more}
          </Button>
        )}
        <p className="text-[0.8125rem] text-pretty text-ink-soft">{t('activity.advice')}</p>
      </div>
    </>
  );
}

/** What happened to the account lately, from the audit table. */
export function ActivityCard() {
  const { t } = useTranslation('security');
  const { data, error, isFetching, refetch } = trpc.account.activity.useQuery();
  return (
    <Card
      id="activity"
      className="scroll-mt-20"
      title={t('activity.title')}
      description={t('activity.description')}
      aria-busy={!data && !error}
    >
      {data && data.items.length > 0 && <Events items={data.items} />}
      {data?.items.length === 0 && (
        <EmptyState icon={<History />} title={t('activity.empty')}>
          {t('activity.emptyBody')}
        </EmptyState>
      )}
      {!data && error && <LoadFailed error={error} onRetry={refetch} isPending={isFetching} />}
      {!data && !error && <LoadingRows rows={4} />}
    </Card>
  );
}
