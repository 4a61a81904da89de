import type { ReactNode } from 'react';

/** A name and its value, one above the other. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className="text-[0.8125rem] [overflow-wrap:anywhere] text-ink-soft">{children}</dd>
    </div>
  );
}
