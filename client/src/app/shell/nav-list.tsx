import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router-dom';
import { navigation, navigationGroups } from '#client/app/shell/navigation.ts';
import { Tooltip } from '#client/components/tooltip.tsx';

const linkStyles =
  'touch-target flex h-9 items-center gap-3 rounded-md px-3 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink active:bg-hover active:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink aria-[current=page]:[&>svg]:text-accent [&.pending]:bg-hover [&.pending]:text-ink';

interface NavListProps {
  isCollapsed?: boolean;
  onFollow?: () => void;
}

type Page = (typeof navigation)[number];

function PageLink({ page: { to, text, icon: Icon }, isCollapsed, onFollow }: NavListProps & { page: Page }) {
  const { t } = useTranslation('shell');
  const link = (
    <NavLink
      to={to}
      end
      className={clsx(linkStyles, isCollapsed && 'justify-center px-0')}
      {...(onFollow && { onClick: onFollow })}
    >
      <Icon aria-hidden className="size-[1.125rem] shrink-0" />
      <span className={clsx(isCollapsed && 'sr-only')}>{t(text)}</span>
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
  return (
    <nav aria-label={t('nav.label')} className="flex flex-1 flex-col gap-6 overflow-y-auto p-3">
      {navigationGroups.map(({ id, pages }) => (
        <div key={id} className="flex flex-col gap-0.5 last:mt-auto">
          {id === 'settings' && (
            <p
              className={clsx('px-3 pb-1 text-xs font-medium text-ink-faint', props.isCollapsed && 'sr-only')}
            >
              {t('nav.settings')}
            </p>
          )}
          {pages.map((page) => (
            <PageLink key={page.to} page={page} {...props} />
          ))}
        </div>
      ))}
    </nav>
  );
}
