import { clsx } from 'clsx';
import type { ReactNode } from 'react';

interface FactLineProps {
  name: string;
  /** What the value means, or why there is none. */
  hint?: ReactNode;
  isMain?: boolean;
  /** One of those that make up the line above. */
  isPart?: boolean;
  children: ReactNode;
}

/** A name and its figure, the figures of a list below each other. Stands in a `dl`. */
export function FactLine({ name, hint, isMain = false, isPart = false, children }: FactLineProps) {
  return (
    <div className={clsx('flex items-baseline justify-between gap-4 py-2', isMain && 'font-semibold')}>
      <dt className={clsx('min-w-0', isPart && 'pl-4', !isMain && 'text-ink-soft')}>
        {name}
        {hint && <span className="block text-[0.8125rem] font-normal text-ink-faint">{hint}</span>}
      </dt>
      <dd className="shrink-0 text-right">{children}</dd>
    </div>
  );
}
