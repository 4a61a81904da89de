import { spreadOf } from './statistics.ts';

type Target = { atLeast: number } | { atMost: number };

const digits = (value: number) => (value >= 100 ? 0 : value >= 10 ? 1 : 2);
const number = (value: number) => value.toFixed(digits(value));

/** `median (least–most)` of several rounds, with the target of the median if there is one. */
export function spreadText(values: readonly number[], target?: Target): string {
  return textOf(values, number, target);
}

/** The same for ratios of single rounds. */
export function ratioText(values: readonly number[], target?: Target): string {
  return textOf(values, (ratio) => ratio.toFixed(2), target);
}

function textOf(values: readonly number[], write: (value: number) => string, target?: Target): string {
  const { median, least, most } = spreadOf(values);
  const text = `${write(median)} (${write(least)}–${write(most)})`;
  if (!target) return text;
  const isMet = 'atLeast' in target ? median >= target.atLeast : median <= target.atMost;
  const goal = 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  return `${text}, target ${goal}: ${isMet ? 'met' : 'missed'}`;
}

/** How often each status occurred in all rounds. */
export function statusText(rounds: readonly Record<number, number>[]): string {
  const total = new Map<string, number>();
  for (const round of rounds)
    for (const [status, count] of Object.entries(round)) total.set(status, (total.get(status) ?? 0) + count);
  return [...total].map(([status, count]) => `${status}: ${count}`).join(', ') || 'none';
}
