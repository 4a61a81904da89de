import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { useEventText } from '#client/identity/admin/event-text.ts';
import { Fact } from '#client/identity/admin/facts.tsx';
import { useDeviceName } from '#client/lib/device.ts';
import type { AuditItem } from '#shared/identity/admin.ts';

/** Somebody an event names, with the way to their account. */
function Named({ user }: { user: NonNullable<AuditItem['user']> }) {
  const { t } = useTranslation('admin');
  if (user.email === null) return t('audit.erased');
  return (
    <Link
      to={`/admin/users?user=${user.id}`}
      className="touch-target inline-flex items-center underline decoration-line-strong underline-offset-3 hover:decoration-current"
    >
      {user.email}
    </Link>
  );
}

/** One event: what, whose account, who did it, from where, when. */
export function AuditRow({ item }: { item: AuditItem }) {
  const { t } = useTranslation('admin');
  const eventText = useEventText();
  const deviceName = useDeviceName();
  const { user, actor, ip } = item;
  const isOwn = actor !== null && actor.id === user?.id;
  return (
    <li className="flex flex-col gap-2 px-5 py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 font-medium [overflow-wrap:anywhere]">{eventText(item)}</h3>
        <p className="shrink-0 text-[0.8125rem] text-ink-soft">
          <RelativeTime at={item.at} />
        </p>
      </div>
      <dl className="grid grid-cols-1 gap-x-4 gap-y-2 @md:grid-cols-2 @3xl:grid-cols-3">
        <Fact name={t('audit.of')}>{user ? <Named user={user} /> : t('audit.nobody')}</Fact>
        {!isOwn && actor && (
          <Fact name={t('audit.by')}>
            <Named user={actor} />
          </Fact>
        )}
        <Fact name={t('audit.origin')}>
          {ip === null ? t('audit.system') : `${deviceName(item.device)} · ${ip}`}
        </Fact>
      </dl>
    </li>
  );
}
