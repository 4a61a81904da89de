import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** Says that there is nothing, why, and what one can do. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div data-slot="empty-state" className="flex flex-col items-center gap-1 px-6 py-8 text-center">
      {icon && (
        <span
          aria-hidden
          className="mb-2 grid size-10 place-items-center rounded-full border border-line text-ink-faint [&>svg]:size-5"
        >
          {icon}
        </span>
      )}
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-[44ch] text-[0.8125rem] text-pretty text-ink-soft">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
