import { useMemo } from 'react';
import { useFormat } from '#client/lib/format-for-user.ts';
import type { GridLine } from '#client/money/charts/pixels.ts';

interface GridProps {
  grid: readonly GridLine[];
}

export function GridLines({ grid }: GridProps) {
  return grid.map(({ top, decimal }) => (
    <span
      key={decimal}
      aria-hidden
      className="absolute inset-x-0 border-t border-line"
      style={{ top: `${top}%` }}
    />
  ));
}

/** What the lines of the grid stand for, short: the figures themselves are read above the plot. */
export function GridLabels({ grid }: GridProps) {
  const { decimal: write } = useFormat();
  const labels = useMemo(
    () =>
      shortest(
        grid.map(({ decimal }) => decimal),
        write,
      ),
    [grid, write],
  );
  return (
    <div aria-hidden className="relative h-56 text-right text-xs text-ink-faint tabular-nums">
      {/* As wide as the widest. */}
      {labels.map((label) => (
        <span key={label} className="invisible block h-0 whitespace-nowrap">
          {label}
        </span>
      ))}
      {grid.map(({ top, decimal }, place) => (
        <span
          key={decimal}
          className="absolute right-0 -translate-y-1/2 whitespace-nowrap"
          style={{ top: `${top}%` }}
        >
          {labels[place]}
        </span>
      ))}
    </div>
  );
}

const mostPlaces = 6;

/** `1.2M` and `1.3M`, or with more places until no two read the same. */
function shortest(
  decimals: readonly string[],
  write: (decimal: string, options: Intl.NumberFormatOptions) => string,
): readonly string[] {
  for (let places = 0; places <= mostPlaces; places += 1) {
    const options = { notation: 'compact', maximumFractionDigits: places } as const;
    const labels = decimals.map((decimal) => write(decimal, options));
    if (new Set(labels).size === labels.length) return labels;
  }
  return decimals.map((decimal) => write(decimal, { maximumFractionDigits: 18 }));
}
