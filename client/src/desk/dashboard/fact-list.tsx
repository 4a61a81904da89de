import type { ReactNode } from 'react';

/** Names and values, one line each. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className="divide-y divide-line px-5">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-6 py-2">
      <dt className="shrink-0 text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center justify-end gap-x-2 gap-y-1 text-right font-medium [overflow-wrap:anywhere]">
        {children}
      </dd>
    </div>
  );
}
