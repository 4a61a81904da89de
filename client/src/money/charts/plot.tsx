import type { PointerEvent } from 'react';
import { useFormat } from '#client/lib/format-for-user.ts';
import { GridLabels, GridLines } from '#client/money/charts/grid.tsx';
import { linePath, nearestTo, type ChartPoint, type Shape } from '#client/money/charts/pixels.ts';
import { digitsOf } from '#client/money/figures/priced-text.ts';
import { useFigures } from '#client/money/figures/use-figures.ts';

export interface PlotProps {
  shape: Shape;
  points: readonly ChartPoint[];
  currency: string;
  label: string;
  /** Of the point that is read. */
  index: number;
  onChoose: (index: number | null) => void;
}

/** The line, and the ways to a point of it: a pointer, or the arrow keys. */
export function Plot({ shape, points, currency, label, index, onChoose }: PlotProps) {
  const { calendarDate } = useFormat();
  const follow = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    onChoose(nearestTo(shape.places, (clientX - left) / width));
  };
  // A finger that is lifted leaves what it read in sight.
  const leave = ({ pointerType }: PointerEvent) => {
    if (pointerType === 'mouse') onChoose(null);
  };
  const [first, last] = [points[0], points.at(-1)];
  return (
    <div className="flex gap-2">
      <div className="min-w-0 flex-1">
        <div
          className="relative h-56 touch-pan-y border-b border-line-strong text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          onPointerMove={follow}
          onPointerDown={follow}
          onPointerLeave={leave}
        >
          <GridLines grid={shape.grid} />
          <Line shape={shape} />
          <Cursor place={shape.places[index]} />
          <PointSlider {...{ points, currency, label, index, onChoose }} />
        </div>
        <p
          aria-hidden
          className="mt-1.5 flex justify-between gap-2 text-xs whitespace-nowrap text-ink-faint tabular-nums"
        >
          <span>{first && calendarDate(first.date)}</span>
          <span>{last && last !== first && calendarDate(last.date)}</span>
        </p>
      </div>
      <GridLabels grid={shape.grid} />
    </div>
  );
}

function Line({ shape: { places } }: { shape: Shape }) {
  const line = linePath(places);
  const [from, to] = places.length > 1 ? [places[0]?.left, places.at(-1)?.left] : [0, 100];
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      fill="none"
      className="absolute inset-0 size-full"
    >
      <path d={`${line}L${to} 100L${from} 100Z`} className="fill-current" opacity={0.1} />
      <path
        d={line}
        className="stroke-current"
        strokeWidth={1.75}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}

/** A hair over the day that is read, and a dot on the line. */
function Cursor({ place }: { place: Shape['places'][number] | undefined }) {
  if (!place) return null;
  return (
    <>
      <span
        aria-hidden
        className="absolute inset-y-0 border-l border-dashed border-ink-faint"
        style={{ left: `${place.left}%` }}
      />
      <span
        aria-hidden
        className="absolute -mt-1 -ml-1 size-2 rounded-full border-2 border-current bg-surface"
        style={{ left: `${place.left}%`, top: `${place.top}%` }}
      />
    </>
  );
}

/** The keyboard's and the screen reader's way through the points: it is seen by the cursor it moves. */
function PointSlider({ points, currency, label, index, onChoose }: Omit<PlotProps, 'shape'>) {
  const { calendarDate } = useFormat();
  const figures = useFigures();
  const point = points[index];
  if (!point) return null;
  return (
    <input
      type="range"
      min={0}
      max={points.length - 1}
      value={index}
      aria-label={label}
      aria-valuetext={`${calendarDate(point.date)}: ${figures.money(digitsOf(point.value), { currency })}`}
      className="pointer-events-none absolute inset-0 size-full opacity-0"
      onChange={({ target }) => onChoose(target.valueAsNumber)}
    />
  );
}
