import { digitsOf } from '#client/money/figures/priced-text.ts';
import type { Provenance } from '#client/money/figures/provenance-marks.tsx';
import type { Priced } from '#shared/money/decimal.ts';

/** What a day stood at. */
export interface ChartPoint {
  readonly date: string;
  readonly value: Priced;
}

export interface ChartData {
  /** In order of days, at least one. */
  readonly points: readonly ChartPoint[];
  readonly currency: string;
  readonly provenance: Provenance;
  /** What the line is of, for screen readers and above the table. */
  readonly label: string;
}

/** A place in the plot, in percent of its width and height, from the left and from the top. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

/** A line of the grid: where it lies, and the figure it stands for. */
export interface GridLine {
  readonly top: number;
  readonly decimal: string;
}

export interface Shape {
  readonly places: readonly Place[];
  readonly grid: readonly GridLine[];
}

const dayMilliseconds = 86_400_000;
const dayOf = (date: string) => Date.parse(date) / dayMilliseconds;
/** A float, for a place on the screen alone. */
const heightOf = ({ value }: ChartPoint) => Number(digitsOf(value));

/** Free above the highest and below the lowest point, as a part of what lies between them. */
const margin = 0.08;
/** A line that never moved lies in the middle. */
const flatMargin = 0.05;

interface Span {
  readonly low: number;
  readonly high: number;
}

/** Where the points lie. Days take as much room as they last, also where some are left out. */
export function shapeOf(points: readonly ChartPoint[]): Shape {
  const span = spanOf(points.map(heightOf));
  const topOf = (height: number) => ((span.high - height) / (span.high - span.low)) * 100;
  const [first, last] = [points[0], points.at(-1)];
  const start = first ? dayOf(first.date) : 0;
  const days = last ? dayOf(last.date) - start : 0;
  const places = points.map((point) => ({
    left: days === 0 ? 100 : ((dayOf(point.date) - start) / days) * 100,
    top: topOf(heightOf(point)),
  }));
  return { places, grid: gridOf(span).map(({ height, decimal }) => ({ top: topOf(height), decimal })) };
}

function spanOf(heights: readonly number[]): Span {
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const room = high === low ? Math.abs(high) * flatMargin || 1 : (high - low) * margin;
  return { low: low - room, high: high + room };
}

const linesAbout = 4;

/** Round figures within a span, three to six of them. */
function gridOf({ low, high }: Span): { height: number; decimal: string }[] {
  const step = roundStep((high - low) / linesAbout);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return Array.from({ length: count }, (_, index) => {
    const height = (first + index) * step;
    return { height, decimal: height.toFixed(digits) };
  });
}

/** The next 1, 2, 2.5 or 5 of a power of ten. */
function roundStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length));
  const factor = [1, 2, 2.5, 5].find((each) => each * power >= length) ?? 10;
  return factor * power;
}

/** The point nearest to a place, by its part of the plot's width. */
export function nearestTo(places: readonly Place[], part: number): number {
  const distanceOf = (index: number) => Math.abs((places[index]?.left ?? Infinity) - part * 100);
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (distanceOf(middle) <= distanceOf(middle + 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The path of a line through places, for an SVG of 100 by 100. */
export function linePath(places: readonly Place[]): string {
  const [only] = places;
  if (places.length === 1 && only) return `M0 ${only.top}H100`;
  return places
    .map(({ left, top }, index) => `${index === 0 ? 'M' : 'L'}${round(left)} ${round(top)}`)
    .join('');
}

const round = (percent: number) => Math.round(percent * 100) / 100;
