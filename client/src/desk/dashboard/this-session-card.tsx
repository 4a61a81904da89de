import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Card } from '#client/components/card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { useDeviceName } from '#client/lib/device.ts';
import { Fact, FactList } from '#client/desk/dashboard/fact-list.tsx';
import { LoadFailed } from '#client/components/load-failed.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { SessionListItem } from '#shared/identity/sessions.ts';

function Facts({ session }: { session: SessionListItem | undefined }) {
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
  const { data, error, isFetching, refetch } = trpc.sessions.list.useQuery();
  return (
    <Card
      title={t('thisSession.title')}
      aria-busy={!data && !error}
      action={<Badge tone="accent">{t('thisSession.badge')}</Badge>}
    >
      {error && !data ? (
        <LoadFailed error={error} onRetry={refetch} isPending={isFetching} />
      ) : (
        <Facts session={data?.find(({ current }) => current)} />
      )}
    </Card>
  );
}
