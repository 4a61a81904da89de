import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router-dom';
import { navigation } from '#client/app/shell/navigation.ts';
import { Tooltip } from '#client/components/tooltip.tsx';

const linkStyles =
  'touch-target flex h-9 items-center gap-3 rounded-md px-3 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink active:bg-hover active:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink aria-[current=page]:[&>svg]:text-accent [&.pending]:bg-hover [&.pending]:text-ink [&.pending]:[&>svg]:text-accent';

/** The links to the pages; collapsed, their names show as tooltips. */
export function NavList({ isCollapsed = false, onFollow }: { isCollapsed?: boolean; onFollow?: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <nav aria-label={t('nav.label')} className="flex flex-col gap-0.5 p-3">
      {navigation.map(({ to, text, icon: Icon }) => {
        const link = (
          <NavLink
            key={to}
            to={to}
            end
            className={clsx(linkStyles, isCollapsed && 'justify-center px-0')}
            {...(onFollow && { onClick: onFollow })}
          >
            <Icon aria-hidden className="size-[1.125rem] shrink-0" />
            <span className={clsx(isCollapsed && 'sr-only')}>{t(text)}</span>
          </NavLink>
        );
        return isCollapsed ? (
          <Tooltip key={to} content={t(text)} side="right">
            {link}
          </Tooltip>
        ) : (
          link
        );
      })}
    </nav>
  );
}
