import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FactorLineProps {
  icon: LucideIcon;
  title: ReactNode;
  /** Its state, beside the name. */
  badge?: ReactNode;
  children: ReactNode;
  /** What one can do with it. */
  actions: ReactNode;
}

/** One way to sign in, with its buttons: below it on a phone, beside it where there is room. */
export function FactorLine({ icon: Icon, title, badge, children, actions }: FactorLineProps) {
  return (
    <div className="flex flex-col gap-3 px-5 py-4 @xl:flex-row @xl:items-center">
      <Icon aria-hidden className="hidden size-5 shrink-0 text-ink-faint @xl:block" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-2">
          <Icon aria-hidden className="size-5 shrink-0 text-ink-faint @xl:hidden" />
          <h3 className="font-medium [overflow-wrap:anywhere]">{title}</h3>
          {badge}
        </div>
        <div className="text-[0.8125rem] text-ink-soft">{children}</div>
      </div>
      <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>
    </div>
  );
}
