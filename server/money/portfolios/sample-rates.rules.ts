import { walked, type Walk } from './sample-market.rules.ts';
import type { Day } from '#shared/money/days.ts';

/** What one of each is worth in dollars; a rouble is quoted the other way round. */
const walks: Readonly<Record<string, Walk>> = {
  EUR: { start: '1.12', drift: 0, market: 0, own: 4_200, places: 5 },
  GBP: { start: '1.29', drift: 0, market: 0, own: 4_800, places: 5 },
  BTC: { start: '17000', drift: 600, market: 6_000, own: 27_000, places: 1 },
  USD: { start: '63.4', drift: 90, market: 0, own: 6_500, places: 4 },
};

/** The dollars of 1, by day. */
export function rateInDollars(currency: string, to: Day): (day: Day) => bigint | null {
  const series = seriesOf(currency, to);
  return (day) => series.get(day) ?? null;
}

function seriesOf(code: string, to: Day) {
  const walk = walks[code];
  if (!walk) throw new Error(`no rate of ${code} is simulated`);
  return walked(`rate ${code}`, walk, { to });
}

/** The pairs that a sample has rates of. */
export function samplePairs(to: Day) {
  const inDollars = ['EUR', 'GBP', 'BTC'].map((base) => ({ base, quote: 'USD', series: seriesOf(base, to) }));
  return [...inDollars, { base: 'USD', quote: 'RUB', series: seriesOf('USD', to) }];
}
