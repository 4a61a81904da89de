import { cva, type VariantProps } from 'class-variance-authority';
import { clsx } from 'clsx';
import type { ComponentProps, MouseEvent } from 'react';
import { Spinner } from '#client/components/spinner.tsx';
import { useDelayed } from '#client/lib/use-delayed.ts';

/** The looks of a button, also for links that look like one. */
export const buttonStyles = cva(
  'touch-target relative inline-flex cursor-pointer items-center justify-center gap-2 rounded-md border text-center font-medium text-balance transition-colors select-none disabled:cursor-not-allowed disabled:opacity-55 print:hidden',
  {
    variants: {
      variant: {
        primary:
          'border-transparent bg-accent-fill text-on-accent hover:bg-accent-fill-hover active:bg-accent-fill',
        secondary: 'border-line-strong bg-raised text-ink hover:bg-hover',
        ghost: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink',
        danger: 'border-transparent bg-danger-fill text-on-danger hover:bg-danger-fill-hover',
      },
      size: {
        sm: 'px-4 py-[0.3125rem] text-[0.8125rem]',
        md: 'px-5 py-[0.4375rem]',
        lg: 'px-5 py-[0.6875rem] text-[0.9375rem]',
        icon: 'size-9',
      },
    },
    defaultVariants: { variant: 'primary', size: 'md' },
  },
);

/** The label makes room for the spinner: the button stays as wide as it was. */
const spinning = { sm: 'pr-6 pl-2', md: 'pr-7 pl-3', lg: 'pr-7 pl-3', icon: '' };

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyles> {
  /** The action is under way: the label stays, clicks are ignored, a spinner shows after 150 ms. */
  isPending?: boolean | undefined;
  /** The action has to wait: the button keeps the focus, looks disabled, and clicks are ignored. */
  isBlocked?: boolean | undefined;
}

function ignore(event: MouseEvent<HTMLButtonElement>) {
  event.preventDefault();
  event.stopPropagation();
}

export function Button({
  variant,
  size,
  isPending = false,
  isBlocked = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const isSpinning = useDelayed(isPending, 150);
  return (
    <button
      type="button"
      data-slot="button"
      aria-busy={isPending || undefined}
      aria-disabled={isPending || isBlocked || undefined}
      className={clsx(
        buttonStyles({ variant, size }),
        isPending && 'cursor-progress',
        isBlocked && 'cursor-not-allowed opacity-70',
        isSpinning && spinning[size ?? 'md'],
        className,
      )}
      onClick={isPending || isBlocked ? ignore : onClick}
      {...props}
    >
      {children}
      {isSpinning && <Spinner className="absolute right-1.5 size-3.5" />}
    </button>
  );
}
