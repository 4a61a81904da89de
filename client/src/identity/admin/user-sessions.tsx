import { Laptop, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { isHandheld, useDeviceName } from '#client/lib/device.ts';
import type { UserDetail } from '#shared/identity/admin.ts';

/** Where a user is signed in now. */
export function UserSessions({ sessions }: Pick<UserDetail, 'sessions'>) {
  const { t } = useTranslation(['admin', 'sessions']);
  const deviceName = useDeviceName();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('admin:user.sessions')}</h3>
      {sessions.length === 0 && (
        <p className="text-[0.8125rem] text-ink-soft">{t('admin:user.noSessions')}</p>
      )}
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line empty:hidden">
        {sessions.map((session) => {
          const Icon = isHandheld(session.device) ? Smartphone : Laptop;
          return (
            <li key={session.id} className="flex items-start gap-3 px-3 py-2.5">
              <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
              <div className="min-w-0 text-[0.8125rem]">
                <p className="font-medium [overflow-wrap:anywhere]">{deviceName(session.device)}</p>
                <p className="[overflow-wrap:anywhere] text-ink-soft">{session.ip ?? '—'}</p>
                <p className="text-ink-soft">
                  {t('sessions:lastSeen')}: <RelativeTime at={session.lastSeenAt} />
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
