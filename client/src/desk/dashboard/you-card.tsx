import { useTranslation } from 'react-i18next';
import { Badge } from '#client/components/badge.tsx';
import { Card } from '#client/components/card.tsx';
import { Skeleton } from '#client/components/skeleton.tsx';
import { CardLink } from '#client/desk/dashboard/card-link.tsx';
import { Fact, FactList } from '#client/desk/dashboard/fact-list.tsx';
import { LoadFailed } from '#client/components/load-failed.tsx';
import { useFormat } from '#client/lib/format-for-user.ts';
import { trpc } from '#client/lib/trpc.ts';
import type { User } from '#shared/identity/users.ts';

function Facts({ user }: { user: User | undefined }) {
  const { t } = useTranslation('dashboard');
  const format = useFormat();
  const value = (text: string | undefined) => text ?? <Skeleton className="h-4 w-36" />;
  return (
    <FactList>
      <Fact name={t('you.email')}>
        {user?.email ?? <Skeleton className="h-5 w-44" />}
        {user ? (
          <Badge tone={user.emailVerified ? 'accent' : 'neutral'}>
            {t(user.emailVerified ? 'you.verified' : 'you.unverified')}
          </Badge>
        ) : (
          <Skeleton className="h-5 w-28 rounded-full" />
        )}
      </Fact>
      <Fact name={t('you.username')}>{value(user?.username)}</Fact>
      <Fact name={t('you.role')}>{value(user && t(`you.roles.${user.role}`))}</Fact>
      <Fact name={t('you.timeZone')}>{value(user?.timeZone.replaceAll('_', ' '))}</Fact>
      <Fact name={t('you.member')}>{value(user && format.date(user.createdAt))}</Fact>
    </FactList>
  );
}

/** Who the server says you are. */
export function YouCard() {
  const { t } = useTranslation('dashboard');
  const { data, error, isFetching, refetch } = trpc.users.me.useQuery();
  return (
    <Card
      title={t('you.title')}
      aria-busy={!data && !error}
      action={<CardLink to="/settings/profile" text={t('you.edit')} />}
    >
      {error && !data ? (
        <LoadFailed error={error} onRetry={refetch} isPending={isFetching} />
      ) : (
        <Facts user={data} />
      )}
    </Card>
  );
}
