import { Clock, MonitorOff, ShieldAlert, UserRoundPen, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { alarmOf, quietSessions } from '#client/identity/account/attention.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { useNow } from '#client/lib/now.ts';
import { useSession } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';
import type { ActivityItem } from '#shared/identity/account.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

export interface NextStep {
  readonly id: string;
  readonly to: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly body: string;
  readonly isUrgent?: boolean;
}

type Maybe = NextStep | false;

interface Read {
  readonly activity: readonly ActivityItem[] | undefined;
  readonly sessions: readonly SessionListItem[] | undefined;
}

/** From the audit table and the sessions: what may be somebody else's doing. */
function useSecuritySteps({ activity = [], sessions = [] }: Read): readonly Maybe[] {
  const { t } = useTranslation('dashboard');
  const now = useNow();
  const { isCopied, refused } = alarmOf({ activity, sessions }, now);
  const quiet = quietSessions(sessions, now);
  const security = { to: '/settings/security', icon: ShieldAlert, isUrgent: true };
  return [
    isCopied && { ...security, id: 'copied', title: t('next.copied'), body: t('next.copiedBody') },
    refused > 0 && {
      ...security,
      id: 'refused',
      title: t('next.refused', { count: refused }),
      body: t('next.refusedBody'),
    },
    quiet > 0 && {
      id: 'quiet',
      to: '/settings/security#sessions',
      icon: MonitorOff,
      title: t('next.quiet', { count: quiet }),
      body: t('next.quietBody'),
    },
  ];
}

function useProfileSteps(): readonly Maybe[] {
  const { t } = useTranslation('dashboard');
  const { user } = useSession();
  const zone = browserTimeZone();
  const to = '/settings/profile';
  if (!user) return [];
  return [
    !user.fullName && { id: 'name', to, icon: UserRoundPen, title: t('next.name'), body: t('next.nameBody') },
    zone !== null &&
      user.timeZone !== zone && {
        id: 'time-zone',
        to,
        icon: Clock,
        title: t('next.timeZone'),
        body: t('next.timeZoneBody', { zone, profileZone: user.timeZone }),
      },
  ];
}

/** What asks for its owner's attention, the urgent first; "nothing" is said only once everything was read. */
export function useNextSteps() {
  const activity = trpc.account.activity.useQuery();
  const sessions = trpc.sessions.list.useQuery();
  const security = useSecuritySteps({ activity: activity.data?.items, sessions: sessions.data });
  const steps = [...security, ...useProfileSteps()].filter((step) => step !== false);
  const isRead = Boolean(activity.data && sessions.data);
  return {
    data: isRead ? steps : undefined,
    error: activity.error ?? sessions.error,
    isFetching: activity.isFetching || sessions.isFetching,
    refetch: () => Promise.all([activity.refetch(), sessions.refetch()]),
  };
}
