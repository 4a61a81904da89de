import { spreadOf } from './statistics.ts';

const digits = (value: number) => (value >= 100 ? 0 : value >= 10 ? 1 : 2);
const number = (value: number) => value.toFixed(digits(value));

/** `median (least–most)` of several rounds. */
export function spreadText(values: readonly number[]): string {
  const { median, least, most } = spreadOf(values);
  return `${number(median)} (${number(least)}–${number(most)})`;
}

/** The same for ratios of single rounds, with the target if there is one. */
export function ratioText(
  values: readonly number[],
  target?: { atLeast: number } | { atMost: number },
): string {
  const { median, least, most } = spreadOf(values);
  const text = `${median.toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
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
