import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** The form's buttons; while something is unsaved they stay in sight at the foot of the window. */
export function SaveBar({ isDirty, children }: { isDirty: boolean; children: ReactNode }) {
  return (
    <div
      className={clsx(
        'flex flex-wrap gap-2',
        isDirty &&
          'sticky bottom-[var(--foot,0px)] z-10 -mx-4 border-t border-line bg-surface px-4 py-3 sm:bottom-[calc(1rem+var(--foot,0px))] sm:mx-0 sm:rounded-lg sm:border sm:border-line-strong',
      )}
    >
      {children}
    </div>
  );
}
