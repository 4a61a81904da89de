import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface FieldTexts {
  label: ReactNode;
  /** Said below the field, also while it is right. */
  hint?: ReactNode;
  /** What is wrong. Its presence marks the field as invalid. */
  error?: string | undefined;
}

/** The looks of everything one types or chooses in. */
export const controlStyles =
  'h-10 w-full rounded-md border border-control bg-well px-3 text-ink transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger disabled:opacity-55 [&[readonly]]:border-line [&[readonly]]:bg-canvas [&[readonly]]:text-ink-soft max-sm:h-11 pointer-coarse:h-11';

/** The ids of the texts that are there, for `aria-describedby`; undefined when there are none. */
export function describedBy(id: string, texts: { hint?: ReactNode; error?: string | undefined }) {
  const ids = [texts.error && `${id}-error`, texts.hint && `${id}-hint`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

interface FieldProps extends FieldTexts {
  id: string;
  aside?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** Label above, control, then what is wrong and the hint. */
export function Field({ id, label, hint, error, aside, className, children }: FieldProps) {
  return (
    <div data-slot="field" className={clsx('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium text-ink">
          {label}
        </label>
        {aside}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} className="flex gap-1.5 text-[0.8125rem] text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>{error}</span>
        </p>
      )}
      {hint && (
        <div id={`${id}-hint`} className="text-[0.8125rem] text-ink-faint">
          {hint}
        </div>
      )}
    </div>
  );
}
