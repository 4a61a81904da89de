import { clsx } from 'clsx';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { NavList } from '#client/app/shell/nav-list.tsx';
import { IconButton } from '#client/components/icon-button.tsx';
import { Mark, Wordmark } from '#client/components/wordmark.tsx';

export interface SidebarProps {
  isCollapsed: boolean;
  onToggle(): void;
}

export function Sidebar({ isCollapsed, onToggle }: SidebarProps) {
  const { t } = useTranslation('shell');
  const Icon = isCollapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <aside
      data-slot="sidebar"
      className={clsx(
        'sticky top-0 hidden h-[calc(100dvh-var(--foot,0px))] shrink-0 flex-col border-r border-line bg-surface transition-[width] md:flex',
        isCollapsed ? 'w-16' : 'w-60',
      )}
    >
      <Link
        to="/"
        aria-label="QuantPulse"
        className={clsx(
          'flex h-14 items-center border-b border-line',
          isCollapsed ? 'justify-center' : 'px-5',
        )}
      >
        {isCollapsed ? <Mark /> : <Wordmark />}
      </Link>
      <NavList isCollapsed={isCollapsed} />
      <div className={clsx('mt-auto flex p-3', isCollapsed ? 'justify-center' : 'justify-end')}>
        <IconButton
          label={t(isCollapsed ? 'nav.expand' : 'nav.collapse')}
          aria-expanded={!isCollapsed}
          icon={<Icon aria-hidden className="size-[1.125rem]" />}
          onClick={onToggle}
        />
      </div>
    </aside>
  );
}
