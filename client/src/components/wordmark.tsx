import { clsx } from 'clsx';

/** The mark: a Q whose tail is a pulse. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      data-slot="mark"
      aria-hidden
      viewBox="0 0 32 32"
      fill="none"
      className={clsx('size-7 text-accent', className)}
    >
      <path
        d="M25.2 22.3A11.5 11.5 0 1 0 22.3 25.2"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path
        d="M9 17.5h3.6l2.4-6 4 10.5 2.5-4.5h2l6 8.5"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** The mark and the name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      data-slot="wordmark"
      className={clsx(
        'inline-flex items-center gap-2 text-base font-semibold tracking-tight text-ink',
        className,
      )}
    >
      <Mark />
      <span>
        Quant<span className="font-normal text-ink-soft">Pulse</span>
      </span>
    </span>
  );
}
