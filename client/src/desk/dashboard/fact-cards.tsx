import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Card, CardLink } from '#client/components/card.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { useDeviceName } from '#client/lib/device.ts';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';
import type { SessionListItem } from '#shared/identity/sessions.ts';

function FactList({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line px-5">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-6 py-2">
      <dt className="shrink-0 text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center justify-end gap-x-2 gap-y-1 text-right font-medium [overflow-wrap:anywhere]">
        {children}
      </dd>
    </div>
  );
}

/** Who the server says you are. */
export function YouCard() {
  const { t } = useTranslation('dashboard');
  const { user } = useSession();
  const format = useFormat();
  // Another device may have changed them. The links hand each answer to the session, where every page reads it.
  trpc.users.me.useQuery();
  if (!user) return null;
  return (
    <Card title={t('you.title')} action={<CardLink to="/settings/profile" text={t('you.edit')} />}>
      <FactList>
        <Fact name={t('you.email')}>
          {user.email}
          <Badge tone={user.emailVerified ? 'accent' : 'neutral'}>
            {t(user.emailVerified ? 'you.verified' : 'you.unverified')}
          </Badge>
        </Fact>
        <Fact name={t('you.username')}>{user.username}</Fact>
        <Fact name={t('you.role')}>{t(`you.roles.${user.role}`)}</Fact>
        <Fact name={t('you.timeZone')}>{user.timeZone.replaceAll('_', ' ')}</Fact>
        <Fact name={t('you.member')}>{format.date(user.createdAt)}</Fact>
      </FactList>
    </Card>
  );
}

function SessionFacts({ session }: { session: SessionListItem | undefined }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const deviceName = useDeviceName();
  const value = (text: string | undefined) => text ?? <Skeleton className="h-4 w-36" />;
  return (
    <FactList>
      <Fact name={t('thisSession.device')}>{value(session && deviceName(session.device))}</Fact>
      <Fact name={t('thisSession.ip')}>{value(session && (session.ip ?? '—'))}</Fact>
      <Fact name={t('thisSession.opened')}>{value(session && format.dateTime(session.createdAt))}</Fact>
      <Fact name={t('thisSession.ends')}>{value(session && format.dateTime(session.expiresAt))}</Fact>
      <Fact name={t('thisSession.keeps')}>
        {value(session && t(session.rememberMe ? 'thisSession.kept' : 'thisSession.brief'))}
      </Fact>
    </FactList>
  );
}

/** This browser's session, as the server keeps it. */
export function ThisSessionCard() {
  const { t } = useTranslation('dashboard');
  return (
    <QueryCard
      title={t('thisSession.title')}
      action={<Badge tone="accent">{t('thisSession.badge')}</Badge>}
      query={trpc.sessions.list.useQuery()}
      skeleton={<SessionFacts session={undefined} />}
    >
      {(sessions) => <SessionFacts session={sessions.find(({ current }) => current)} />}
    </QueryCard>
  );
}
