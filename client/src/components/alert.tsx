import { cva } from 'class-variance-authority';
import { clsx } from 'clsx';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

const alertStyles = cva('flex gap-2.5 rounded-md border px-3 py-2.5 text-[0.8125rem] text-ink', {
  variants: {
    tone: {
      info: 'border-line-strong bg-raised',
      success: 'border-accent-line bg-accent-wash',
      warning: 'border-warning-line bg-warning-wash',
      danger: 'border-danger-line bg-danger-wash',
    },
  },
});

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert };
const iconStyles = {
  info: 'text-ink-soft',
  success: 'text-accent',
  warning: 'text-warning',
  danger: 'text-danger',
};

export interface AlertProps extends Omit<ComponentProps<'div'>, 'title'> {
  tone?: 'info' | 'success' | 'warning' | 'danger';
  title?: ReactNode;
}

/** Something the person must know now; screen readers say it at once. */
export function Alert({ tone = 'info', title, className, children, ...props }: AlertProps) {
  const Icon = icons[tone];
  return (
    <div data-slot="alert" role="alert" className={clsx(alertStyles({ tone }), className)} {...props}>
      <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', iconStyles[tone])} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
