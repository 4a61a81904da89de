import { Laptop, MonitorSmartphone, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CardLink } from '#client/components/card.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { isHandheld, useDeviceName } from '#client/lib/device.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { useNow } from '#client/lib/now.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

const shownAtMost = 5;
const rowStyles = 'flex min-h-16 items-center gap-4 px-5 py-3';

function Row({ session }: { session: SessionListItem }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const now = useNow();
  const deviceName = useDeviceName();
  const Icon = isHandheld(session.device) ? Smartphone : Laptop;
  return (
    <li className={rowStyles}>
      <Icon aria-hidden className="size-5 shrink-0 text-ink-faint" />
      <div className="flex min-w-0 flex-1 flex-col gap-x-4 sm:flex-row sm:items-center sm:justify-between">
        <div className="min-w-0">
          <p className="truncate font-medium">{deviceName(session.device)}</p>
          <p className="truncate text-[0.8125rem] text-ink-soft tabular-nums">
            {[session.ip, t('others.since', { date: format.date(session.createdAt) })]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        <time
          dateTime={session.lastSeenAt}
          title={format.dateTime(session.lastSeenAt)}
          className="shrink-0 text-[0.8125rem] text-ink-soft"
        >
          {t('others.lastSeen', { when: format.relative(session.lastSeenAt, now) })}
        </time>
      </div>
    </li>
  );
}

function LoadingRow() {
  return (
    <div className={rowStyles}>
      <Skeleton className="size-5" />
      <div className="flex flex-1 flex-col gap-2">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-3 w-56 max-w-full" />
      </div>
    </div>
  );
}

function List({ sessions }: { sessions: readonly SessionListItem[] }) {
  const { t } = useTranslation('dashboard');
  const others = sessions
    .filter(({ current }) => !current)
    .toSorted((left, right) => right.lastSeenAt.localeCompare(left.lastSeenAt));
  const hidden = others.length - shownAtMost;
  if (others.length === 0) {
    return (
      <div className={rowStyles}>
        <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-ink-faint" />
        <div>
          <p className="font-medium">{t('others.none')}</p>
          <p className="text-[0.8125rem] text-ink-soft">{t('others.noneBody')}</p>
        </div>
      </div>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {others.slice(0, shownAtMost).map((session) => (
          <Row key={session.id} session={session} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className="border-t border-line px-5 py-3 text-[0.8125rem] text-ink-soft">
          {t('others.more', { count: hidden })}
        </p>
      )}
    </>
  );
}

/** Where else you are signed in, the latest activity first. */
export function OtherSessionsCard() {
  const { t } = useTranslation(['dashboard', 'sessions']);
  return (
    <QueryCard
      id="others"
      className="lg:col-span-2 2xl:col-span-1"
      title={t('others.title')}
      description={t('sessions:description')}
      action={<CardLink to="/settings/security#sessions" text={t('others.manage')} />}
      query={trpc.sessions.list.useQuery()}
      skeleton={<LoadingRow />}
    >
      {(sessions) => <List sessions={sessions} />}
    </QueryCard>
  );
}
