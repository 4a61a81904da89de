import { clsx } from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { buttonStyles } from '#client/components/button.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What the button does, for screen readers and as a tooltip of the browser. */
  label: string;
  icon: ReactNode;
}

export function IconButton({ label, icon, className, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      data-slot="icon-button"
      aria-label={label}
      title={label}
      className={clsx(buttonStyles({ variant: 'ghost', size: 'icon' }), className)}
      {...props}
    >
      {icon}
    </button>
  );
}
