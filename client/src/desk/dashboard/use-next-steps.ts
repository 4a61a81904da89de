import { Clock, MonitorOff, ShieldAlert, UserRoundPen, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { attemptsOf, quietSessions, type Concern } from '#client/identity/account/attention.ts';
import { useConcerns } from '#client/identity/account/use-concerns.ts';
import { useWeakSpots } from '#client/identity/account/use-weak-spots.ts';
import { browserTimeZone } from '#client/lib/format.ts';
import { useDeviceName } from '#client/lib/device.ts';
import { useNow } from '#client/lib/now.ts';
import { useSession } from '#client/session/session.tsx';
import { trpc } from '#client/lib/trpc.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

export interface NextStep {
  readonly id: string;
  readonly to: string;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly body: string;
  readonly isUrgent?: boolean;
  /** For a question whether the owner did it: what a yes does. A no leads to `to`. */
  settle?(): void;
  /** What a yes is called, where it is not "it was me". */
  readonly yes?: string;
  /** For advice that its owner may leave: the button's name, and what it does. */
  readonly hideLabel?: string;
  hide?(): void;
}

type Maybe = NextStep | false;

/** From the audit table and the sessions: what may be somebody else's doing. */
function useSecuritySteps(sessions: readonly SessionListItem[]): readonly Maybe[] {
  const { t } = useTranslation('dashboard');
  const now = useNow();
  const { concerns, settle } = useConcerns();
  const deviceName = useDeviceName();
  const quiet = quietSessions(sessions, now);
  const { copied = [], newDevices = [], refused = [], slips = [], operator = [] } = concerns ?? {};
  const alarm = { to: '/settings/security#password', icon: ShieldAlert, isUrgent: true };
  const question = (concern: Concern) => ({ ...alarm, settle: () => settle(concern) });
  const devices = [...new Set(newDevices.map(({ device }) => deviceName(device)))].join('; ');
  return [
    copied.length > 0 && { ...alarm, id: 'copied', title: t('next.copied'), body: t('next.copiedBody') },
    newDevices.length > 0 && {
      ...question('newDevices'),
      id: 'new-device',
      title: t('next.newDevice'),
      body: t('next.newDeviceBody', { devices }),
    },
    refused.length > 0 && {
      ...question('refused'),
      id: 'refused',
      title: t('next.refused', { count: attemptsOf(refused) }),
      body: t('next.refusedBody'),
    },
    slips.length > 0 && {
      ...question('slips'),
      id: 'slips',
      title: t('next.slips', { count: attemptsOf(slips) }),
      body: t('next.slipsBody'),
    },
    operator.length > 0 && {
      ...question('operator'),
      id: 'operator',
      title: t('next.operator'),
      body: t('next.operatorBody'),
      yes: t('next.known'),
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
  const protection = trpc.account.protection.useQuery();
  const sessions = trpc.sessions.list.useQuery();
  const security = useSecuritySteps(sessions.data ?? []).filter((step) => step !== false);
  const weakSpots = useWeakSpots();
  const ofProfile = useProfileSteps().filter((step) => step !== false);
  const isRead = Boolean(protection.data && sessions.data);
  return {
    data:
      isRead && weakSpots.data
        ? {
            steps: [...security, ...weakSpots.data.shown, ...ofProfile],
            hiddenCount: weakSpots.data.hiddenCount,
          }
        : undefined,
    showAgain: weakSpots.showAgain,
    /** What is known before anything was read keeps its place, so that nothing below it moves. */
    rows: weakSpots.rows + ofProfile.length,
    error: weakSpots.error ?? sessions.error,
    isFetching: weakSpots.isFetching || sessions.isFetching,
    refetch: () => Promise.all([weakSpots.refetch(), sessions.refetch()]),
  };
}
