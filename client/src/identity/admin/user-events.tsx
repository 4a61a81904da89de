import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { buttonStyles } from '#client/components/button.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { useEventText } from '#client/identity/admin/event-text.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { trpc } from '#client/lib/trpc.ts';

/** As many as are looked at beside everything else; the audit log has the rest. */
const shownAtMost = 8;

/** What happened to a user lately. */
export function UserEvents({ userId }: { userId: string }) {
  const { t } = useTranslation('admin');
  const eventText = useEventText();
  const deviceName = useDeviceName();
  const query = trpc.admin.audit.list.useQuery({ userId, limit: shownAtMost });
  return (
    <section className="flex flex-col items-start gap-2">
      <h3 className="font-semibold">{t('user.events')}</h3>
      <QueryCard query={query} skeleton={<LoadingRows rows={3} />} className="w-full">
        {({ items }) => (
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <li key={item.id} className="px-3 py-2.5 text-[0.8125rem]">
                <p className="font-medium">{eventText(item)}</p>
                <p className="[overflow-wrap:anywhere] text-ink-soft">
                  <RelativeTime at={item.at} />
                  {item.ip !== null && ` · ${deviceName(item.device)} · ${item.ip}`}
                </p>
              </li>
            ))}
            {items.length === 0 && <li className="px-3 py-2.5 text-ink-soft">{t('user.noEvents')}</li>}
          </ul>
        )}
      </QueryCard>
      <Link to={`/admin/audit?user=${userId}`} className={buttonStyles({ variant: 'secondary', size: 'sm' })}>
        {t('user.allEvents')}
      </Link>
    </section>
  );
}
