import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Avatar } from '#client/components/avatar.tsx';
import { Badge } from '#client/components/badge.tsx';
import { RelativeTime } from '#client/components/relative-time.tsx';
import { nameOf } from '#client/identity/admin/admin.rules.ts';
import { Fact } from '#client/identity/admin/facts.tsx';
import { useAddress } from '#client/lib/use-address.ts';
import { useSession } from '#client/session/session.tsx';
import type { ListedUser } from '#shared/identity/admin.ts';

/** What sets a user apart from most. */
export function UserBadges({ user }: { user: ListedUser }) {
  const { t } = useTranslation('admin');
  const isMe = useSession().user?.id === user.id;
  return (
    <>
      {isMe && <Badge>{t('users.you')}</Badge>}
      {user.role === 'admin' && <Badge tone="accent">{t('roles.admin')}</Badge>}
      {!user.isActive && <Badge tone="danger">{t('states.disabled')}</Badge>}
    </>
  );
}

/** One user; the whole row opens them. A card where the list is narrow. */
export function UserRow({ user }: { user: ListedUser }) {
  const { t } = useTranslation('admin');
  const { search } = useAddress();
  return (
    <li className="relative flex flex-col gap-3 px-5 py-4 transition-colors hover:bg-hover @2xl:flex-row @2xl:items-center">
      <div className="flex min-w-0 flex-1 items-center gap-3">
        <Avatar name={nameOf(user)} url={user.avatarUrl} />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link
              to={{ search: search({ user: user.id }) }}
              preventScrollReset
              className="touch-target inline-flex items-center font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
            >
              {nameOf(user)}
            </Link>
            <UserBadges user={user} />
          </div>
          <p className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">
            <span className="mr-2">{user.email}</span>{' '}
            <span className="inline-block text-ink-faint">{user.username}</span>
          </p>
        </div>
      </div>
      <dl className="relative grid grid-cols-2 gap-4 @2xl:w-72 @2xl:shrink-0">
        <Fact name={t('users.created')}>
          <RelativeTime at={user.createdAt} />
        </Fact>
        <Fact name={t('users.lastLogin')}>
          {user.lastLoginAt === null ? t('users.never') : <RelativeTime at={user.lastLoginAt} />}
        </Fact>
      </dl>
    </li>
  );
}
