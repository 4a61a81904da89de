import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/components/button.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { runsOf } from '#client/identity/account/attention.ts';
import { EventRows, NoEvents } from '#client/identity/account/event-row.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { ActivityItem } from '#shared/identity/account.ts';

const shownAtFirst = 8;

function Events({ items }: { items: readonly ActivityItem[] }) {
  const { t } = useTranslation('account');
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const runs = runsOf(items);
  const hidden = runs.length - shownAtFirst;
  const more = t('activity.showMore', { number: format.number(hidden) });
  if (items.length === 0) return <NoEvents />;
  return (
    <>
      <EventRows runs={runs.slice(0, isWhole ? runs.length : shownAtFirst)} />
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
  const { t } = useTranslation('account');
  return (
    <QueryCard
      id="activity"
      className="scroll-mt-20"
      title={t('activity.title')}
      description={t('activity.description')}
      query={trpc.account.activity.useQuery()}
      skeleton={<LoadingRows rows={4} />}
    >
      {({ items }) => <Events items={items} />}
    </QueryCard>
  );
}
