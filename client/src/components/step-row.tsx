import { clsx } from 'clsx';
import { ChevronRight, X, type LucideIcon } from 'lucide-react';
import { Link } from 'react-router-dom';
import { IconButton } from '#client/components/icon-button.tsx';

export interface StepRowProps {
  to: string;
  icon: LucideIcon;
  title: string;
  body: string;
  isUrgent?: boolean;
  /** For what its owner may leave as it is: the button's name, and what it does. */
  dismissal?: { readonly label: string; dismiss(): void } | undefined;
}

/** Something to do, as a row that leads to where it is done. */
export function StepRow({ to, icon: Icon, title, body, isUrgent = false, dismissal }: StepRowProps) {
  return (
    <div className="flex items-center">
      <Link
        to={to}
        className="flex min-h-16 min-w-0 flex-1 items-center gap-4 px-5 py-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <Icon aria-hidden className={clsx('size-5 shrink-0', isUrgent ? 'text-warning' : 'text-ink-faint')} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block text-[0.8125rem] text-ink-soft">{body}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint" />
      </Link>
      {dismissal && (
        <IconButton
          label={dismissal.label}
          icon={<X aria-hidden className="size-4" />}
          className="mx-2 shrink-0"
          onClick={dismissal.dismiss}
        />
      )}
    </div>
  );
}
