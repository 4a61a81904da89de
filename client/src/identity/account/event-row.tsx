import {
  Download,
  Gauge,
  History,
  KeyRound,
  LifeBuoy,
  LogIn,
  LogOut,
  Mail,
  MailCheck,
  RefreshCw,
  ShieldAlert,
  ShieldCheck,
  ShieldOff,
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
import { concerningIds, type EventRun } from '#client/identity/account/attention.ts';
import { useConcerns } from '#client/identity/account/use-concerns.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { auditEvents, type AuditEvent } from '#shared/identity/audit.ts';
import type { ActivityItem } from '#shared/identity/account.ts';

const eventIcons: Record<AuditEvent, LucideIcon> = {
  registered: UserPlus,
  'account-created': UserPlus,
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
  'password-reset-requested': Mail,
  'password-recovered': KeyRound,
  'email-verified': MailCheck,
  'email-change-requested': Mail,
  'email-changed': Mail,
  'email-change-undone': Mail,
  'sign-in-reported': ShieldAlert,
  'account-restored': UserCheck,
  'password-refused': ShieldAlert,
  reauthenticated: KeyRound,
  'factor-added': ShieldCheck,
  'factor-removed': ShieldOff,
  'factors-reset': ShieldOff,
  'recovery-code-used': LifeBuoy,
  'recovery-codes-renewed': LifeBuoy,
  'second-factor-refused': ShieldAlert,
  'passkey-copied': ShieldAlert,
  'username-changed': UserRoundPen,
  'data-exported': Download,
  'account-disabled': UserX,
  'account-enabled': UserCheck,
  'account-deleted': UserMinus,
  'role-changed': UserCog,
  'max-chats-changed': UserCog,
  'everyone-signed-out': LogOut,
  'audit-exported': Download,
  'mail-retried': Mail,
  'limit-hit': Gauge,
};

/** What happened, with the session it ended; a newer server may send events that this build has no text for. */
function useEventText() {
  const { t } = useTranslation('account');
  const deviceName = useDeviceName();
  return ({ event, ended, endedSessions }: ActivityItem): string => {
    if (event === 'session-revoked' && ended) {
      const device = deviceName(ended.device);
      return t(ended.isOverLimit ? 'activity.endedOverLimit' : 'activity.endedSession', { device });
    }
    if (event === 'sessions-revoked' && endedSessions !== null)
      return t('activity.endedSessions', { count: endedSessions });
    return auditEvents.includes(event) ? t(`activity.events.${event}`) : t('activity.unknownEvent');
  };
}

/** From where it was done. An administrator's address is not told, and an operator has none. */
function useOrigin() {
  const { t } = useTranslation('account');
  const deviceName = useDeviceName();
  return ({ device, ip, isByAdministrator }: ActivityItem): string => {
    if (isByAdministrator) return t('activity.byAdministrator');
    return ip === null ? t('activity.onServer') : `${deviceName(device)} · ${ip}`;
  };
}

/** One thing that happened to the account, or the same several times on end. Marked: it waits for an answer. */
function EventRow({ run: { newest, oldest, count }, isMarked }: { run: EventRun; isMarked: boolean }) {
  const { t } = useTranslation('account');
  const format = useFormat();
  const eventText = useEventText();
  const origin = useOrigin();
  const Icon = eventIcons[newest.event] ?? ShieldAlert;
  const times = t('activity.times', { count, when: format.range(oldest.at, newest.at) });
  return (
    <li className="flex items-start gap-3 px-5 py-3">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${isMarked ? 'text-warning' : 'text-ink-faint'}`}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-x-4 gap-y-0.5 sm:flex-row sm:justify-between">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            {eventText(newest)}
            {newest.isNewDevice && (
              <Badge tone={isMarked ? 'warning' : 'neutral'}>{t('activity.newDevice')}</Badge>
            )}
            {newest.isThisSession && <Badge>{t('activity.thisSession')}</Badge>}
          </p>
          <p className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">{origin(newest)}</p>
          {count > 1 && <p className="text-[0.8125rem] text-ink-soft">{times}</p>}
        </div>
        <p className="shrink-0 text-[0.8125rem] text-ink-soft">
          <RelativeTime at={newest.at} />
        </p>
      </div>
    </li>
  );
}

/** The newest events as lines of runs, those that wait for an answer marked. */
export function EventRows({ runs }: { runs: readonly EventRun[] }) {
  const { concerns } = useConcerns();
  const marked = concerns && concerningIds(concerns);
  return (
    <ul className="divide-y divide-line">
      {runs.map((run) => (
        <EventRow key={run.newest.id} run={run} isMarked={marked?.has(run.newest.id) ?? false} />
      ))}
    </ul>
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
