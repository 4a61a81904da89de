import { CircleHelp, Database, LogOut, ShieldCheck, UserRound, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { Avatar } from '#client/components/avatar.tsx';
import { Menu, menuItem, MenuItem, MenuSeparator, useCloseMenu } from '#client/components/menu.tsx';
import { Spinner } from '#client/components/spinner.tsx';
import { useLeave } from '#client/identity/sessions/use-leave.ts';
import { useSession } from '#client/session/session.tsx';
import type { User } from '#shared/identity/users.ts';

function SignOutItem() {
  const { t } = useTranslation('shell');
  const { leave, isPending } = useLeave();
  return (
    <MenuItem isPending={isPending} onClick={leave}>
      {isPending ? <Spinner /> : <LogOut aria-hidden className="size-4 text-ink-soft" />}
      {t('user.signOut')}
    </MenuItem>
  );
}

function PageItem({ to, icon: Icon, text }: { to: string; icon: LucideIcon; text: string }) {
  const close = useCloseMenu();
  return (
    <Link to={to} {...menuItem} onClick={close}>
      <Icon aria-hidden className="size-4 text-ink-soft" />
      {text}
    </Link>
  );
}

function Identity({ user }: { user: User }) {
  return (
    <div className="flex max-w-64 items-center gap-3 px-2.5 py-2">
      <Avatar name={user.fullName ?? user.username} url={user.avatarUrl} />
      <div className="min-w-0">
        <p className="truncate font-medium">{user.fullName ?? user.username}</p>
        <p className="truncate text-[0.8125rem] text-ink-soft">{user.email}</p>
      </div>
    </div>
  );
}

/** Who is signed in, their profile, and the way out. */
export function UserMenu() {
  const { t } = useTranslation('shell');
  const { user } = useSession();
  if (!user) return null;
  return (
    <Menu
      label={`${t('user.menu')}: ${user.fullName ?? user.username}`}
      face={<Avatar name={user.fullName ?? user.username} url={user.avatarUrl} />}
      className="touch-target ml-1 grid size-9 cursor-pointer place-items-center rounded-full"
      header={<Identity user={user} />}
    >
      <MenuSeparator />
      <PageItem to="/settings/profile" icon={UserRound} text={t('nav.profile')} />
      <PageItem to="/settings/security" icon={ShieldCheck} text={t('nav.security')} />
      <PageItem to="/settings/data" icon={Database} text={t('nav.data')} />
      <PageItem to="/help" icon={CircleHelp} text={t('help.title')} />
      <MenuSeparator />
      <SignOutItem />
    </Menu>
  );
}
