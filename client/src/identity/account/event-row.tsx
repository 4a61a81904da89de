import {
  Download,
  Gauge,
  History,
  KeyRound,
  LogIn,
  LogOut,
  RefreshCw,
  ShieldAlert,
  UserCheck,
  UserCog,
  UserMinus,
  UserPlus,
  UserRoundPen,
  UserX,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { needsAttention } from '#client/identity/account/attention.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { auditEvents, type AuditEvent } from '#shared/identity/audit.ts';
import type { ActivityItem } from '#shared/identity/account.ts';

const icons: Record<AuditEvent, LucideIcon> = {
  registered: UserPlus,
  'signed-in': LogIn,
  'sign-in-refused': ShieldAlert,
  'signed-out': LogOut,
  'session-replaced': LogOut,
  'session-revoked': LogOut,
  'sessions-revoked': LogOut,
  'refresh-recovered': RefreshCw,
  'refresh-reused': ShieldAlert,
  'password-changed': KeyRound,
  'password-reset': KeyRound,
  'password-refused': ShieldAlert,
  reauthenticated: KeyRound,
  'username-changed': UserRoundPen,
  'data-exported': Download,
  'account-disabled': UserX,
  'account-enabled': UserCheck,
  'account-deleted': UserMinus,
  'role-changed': UserCog,
  'everyone-signed-out': LogOut,
  'limit-hit': Gauge,
};

/** A newer server may send events that this build has no text for. */
function useEventText() {
  const { t } = useTranslation('account');
  return (event: AuditEvent): string =>
    auditEvents.includes(event) ? t(`activity.events.${event}`) : t('activity.unknownEvent');
}

/** From where it was done; only what an operator does has no address. */
function useOrigin() {
  const { t } = useTranslation('account');
  const deviceName = useDeviceName();
  return ({ device, ip }: ActivityItem): string =>
    ip === null ? t('activity.onServer') : `${deviceName(device)} · ${ip}`;
}

/** One thing that happened to the account. */
export function EventRow({ item }: { item: ActivityItem }) {
  const { t } = useTranslation('account');
  const eventText = useEventText();
  const origin = useOrigin();
  const isAlarming = needsAttention(item.event);
  const Icon = icons[item.event] ?? ShieldAlert;
  return (
    <li className="flex items-start gap-3 px-5 py-3">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${isAlarming ? 'text-warning' : 'text-ink-faint'}`}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-0.5 sm:flex-row sm:justify-between">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            {eventText(item.event)}
            {item.isThisSession && <Badge>{t('activity.thisSession')}</Badge>}
          </p>
          <p className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">{origin(item)}</p>
        </div>
        <p className="shrink-0 text-[0.8125rem] text-ink-soft">
          <RelativeTime at={item.at} />
        </p>
      </div>
    </li>
  );
}

export function NoEvents() {
  const { t } = useTranslation('account');
  return (
    <EmptyState icon={<History />} title={t('activity.empty')}>
      {t('activity.emptyBody')}
    </EmptyState>
  );
}
