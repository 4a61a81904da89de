import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router-dom';
import { FailedMails, useFailedMails } from '#client/app/shell/failed-mails.tsx';
import { groupsFor, type NavigationPage } from '#client/app/shell/navigation.ts';
import { useSession } from '#client/session/session.tsx';
import { Tooltip } from '#client/components/tooltip.tsx';

const linkStyles =
  'touch-target flex h-9 items-center gap-3 rounded-md px-3 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink active:bg-hover active:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink aria-[current=page]:[&>svg]:text-accent [&.pending]:bg-hover [&.pending]:text-ink [&.pending]:[&>svg]:text-accent';

interface NavListProps {
  isCollapsed?: boolean;
  onFollow?: () => void;
}

function PageLink({
  page: { to, text, icon: Icon },
  isCollapsed,
  onFollow,
  failedMails,
}: NavListProps & { page: NavigationPage; failedMails: number }) {
  const { t } = useTranslation(['shell', 'admin', 'portfolios']);
  const isCounted = to === '/admin/mails' && failedMails > 0;
  const link = (
    <NavLink
      to={to}
      end={to === '/'}
      className={clsx(linkStyles, isCollapsed && 'relative justify-center px-0')}
      {...(onFollow && { onClick: onFollow })}
    >
      <Icon aria-hidden className="size-[1.125rem] shrink-0" />
      <span className={clsx(isCollapsed && 'sr-only', isCounted && '-mr-2 leading-tight')}>{t(text)}</span>
      {isCounted && <FailedMails failed={failedMails} isCollapsed={isCollapsed ?? false} />}
    </NavLink>
  );
  if (!isCollapsed) return link;
  return (
    <Tooltip content={t(text)} side="right">
      {link}
    </Tooltip>
  );
}

/** The links to the pages in their groups, the settings at the foot; collapsed, their names show as tooltips. */
export function NavList(props: NavListProps) {
  const { t } = useTranslation('shell');
  const permissions = useSession().user?.permissions ?? [];
  const failedMails = useFailedMails();
  return (
    <nav aria-label={t('nav.label')} className="flex flex-1 flex-col gap-6 overflow-y-auto p-3">
      {groupsFor(permissions).map(({ id, pages }) => (
        <div key={id} className="flex flex-col gap-0.5 last:mt-auto">
          {id !== 'desk' && (
            <p
              className={clsx('px-3 pb-1 text-xs font-medium text-ink-faint', props.isCollapsed && 'sr-only')}
            >
              {t(`nav.${id}`)}
            </p>
          )}
          {pages.map((page) => (
            <PageLink key={page.to} page={page} failedMails={failedMails} {...props} />
          ))}
        </div>
      ))}
    </nav>
  );
}
