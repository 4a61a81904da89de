import { cva, type VariantProps } from 'class-variance-authority';
import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

const badgeStyles = cva(
  'inline-flex h-5 items-center gap-1 rounded-full border px-2 text-xs font-medium whitespace-nowrap',
  {
    variants: {
      tone: {
        neutral: 'border-line-strong text-ink-soft',
        accent: 'border-accent-line bg-accent-wash text-accent',
        warning: 'border-warning-line bg-warning-wash text-warning',
        danger: 'border-danger-line bg-danger-wash text-danger',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type BadgeProps = ComponentProps<'span'> & VariantProps<typeof badgeStyles>;

/** A short state beside a name. */
export function Badge({ tone, className, ...props }: BadgeProps) {
  return <span data-slot="badge" className={clsx(badgeStyles({ tone }), className)} {...props} />;
}
