import { UserX, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '#client/components/avatar.tsx';
import { CopyText } from '#client/components/copy-text.tsx';
import { EmptyState } from '#client/components/empty-state.tsx';
import { IconButton } from '#client/components/icon-button.tsx';
import { LoadingRows } from '#client/components/loading-rows.tsx';
import { QueryCard } from '#client/components/query-card.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { Sheet } from '#client/components/sheet.tsx';
import { nameOf } from '#client/identity/admin/admin.rules.ts';
import { Fact } from '#client/identity/admin/facts.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import { UserActs } from '#client/identity/admin/user-acts.tsx';
import { UserFactors } from '#client/identity/admin/user-factors.tsx';
import { UserEvents } from '#client/identity/admin/user-events.tsx';
import { UserBadges } from '#client/identity/admin/user-row.tsx';
import { UserSessions } from '#client/identity/admin/user-sessions.tsx';
import { refusalOf } from '#client/lib/failure.ts';
import { idIn } from '#client/lib/address-values.ts';
import { isOpenTo } from '#client/lib/permissions.ts';
import { trpc } from '#client/lib/trpc.ts';
import { useSession } from '#client/session/session.tsx';
import type { ListedUser, UserDetail } from '#shared/identity/admin.ts';

/** The user whom the address names, beside the list. */
export function UserSheet() {
  const { t } = useTranslation(['admin', 'common']);
  const { params, show } = useAddress();
  const userId = idIn(params, 'user');
  const close = () => show({ user: null });
  return (
    <Sheet open={userId !== undefined} onClose={close} label={t('admin:user.title')} side="right" isWide>
      <div className="sticky top-0 z-10 flex h-14 shrink-0 items-center justify-between border-b border-line bg-surface pr-2 pl-5">
        <h2 className="font-semibold">{t('admin:user.title')}</h2>
        <IconButton label={t('common:close')} icon={<X aria-hidden className="size-5" />} onClick={close} />
      </div>
      {userId !== undefined && <Detail key={userId} userId={userId} />}
    </Sheet>
  );
}

function Detail({ userId }: { userId: string }) {
  const { t } = useTranslation('admin');
  const query = trpc.admin.users.get.useQuery({ userId });
  if (refusalOf(query.error)?.code === 'NOT_FOUND')
    return (
      <EmptyState icon={<UserX />} title={t('user.gone')}>
        {t('user.goneBody')}
      </EmptyState>
    );
  return (
    <QueryCard query={query} skeleton={<LoadingRows rows={6} />} className="rounded-none border-0">
      {(detail) => <Facts detail={detail} />}
    </QueryCard>
  );
}

function Facts({ detail: { user, factors, sessions } }: { detail: UserDetail }) {
  const permissions = useSession().user?.permissions ?? [];
  return (
    <div className="flex flex-col gap-6 p-5">
      <Identity user={user} />
      {isOpenTo({ permission: 'users:write' }, permissions) && <UserActs user={user} />}
      <UserFactors factors={factors} />
      <UserSessions sessions={sessions} />
      {isOpenTo({ permission: 'audit:read' }, permissions) && <UserEvents userId={user.id} />}
    </div>
  );
}

function Identity({ user }: { user: ListedUser }) {
  const { t } = useTranslation('admin');
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <Avatar name={nameOf(user)} url={user.avatarUrl} className="size-10" />
        <div className="min-w-0">
          <p className="text-base font-semibold [overflow-wrap:anywhere]">{nameOf(user)}</p>
          <p className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">{user.email}</p>
        </div>
      </div>
      <p className="flex flex-wrap gap-1.5 empty:hidden">
        <UserBadges user={user} />
      </p>
      <dl className="grid grid-cols-2 gap-4">
        <Fact name={t('user.username')}>{user.username}</Fact>
        <Fact name={t('users.role')}>{t(`roles.${user.role}`)}</Fact>
        <Fact name={t('user.verified')}>
          {t(user.emailVerified ? 'user.isVerified' : 'user.notVerified')}
        </Fact>
        <Fact name={t('user.maxChats')}>{user.maxChats}</Fact>
        <Fact name={t('users.created')}>
          <RelativeTime at={user.createdAt} />
        </Fact>
        <Fact name={t('users.lastLogin')}>
          {user.lastLoginAt === null ? t('users.never') : <RelativeTime at={user.lastLoginAt} />}
        </Fact>
      </dl>
      <CopyText className="!justify-start" label={t('user.id')} text={user.id} />
    </div>
  );
}
