import { clsx } from 'clsx';

/** Holds the place of what is loading, in its final size. The region around it says that it is busy. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      data-slot="skeleton"
      className={clsx('block animate-pulse rounded-sm bg-hover', className)}
    />
  );
}
