import type { Desk, Habit } from './sample-desk.rules.ts';
import { walked, type SampleInstrument, type Walk } from './sample-market.rules.ts';
import type { SampleTexts } from './sample-texts.rules.ts';
import type { Day } from '#shared/money/days.ts';
import type { CreateInstrumentInput } from '#shared/money/instruments.ts';
import type { Locale } from '#shared/locales.ts';

/** One of the two accounts of a sample, before anything has happened in it. */
export interface SampleAccount {
  readonly accountType: 'DOMESTIC' | 'INTERNATIONAL';
  readonly baseCurrency: string;
  readonly country: string;
  readonly costMethod: 'FIFO' | 'AVG';
  readonly desk: Desk;
  readonly habits: readonly Habit[];
}

/** For whom an account is, and up to which day. */
export interface SampleSetting {
  readonly locale: Locale;
  readonly texts: SampleTexts;
  readonly to: Day;
}

const fund = { drift: 330, market: 7_000, own: 2_500, places: 2 };
const group = { drift: 520, market: 8_000, own: 9_000, places: 2 };
const holding = { drift: 430, market: 7_000, own: 11_000, places: 2 };
const bond = { drift: 5, market: 300, own: 1_200, places: 3 };
const fallen = { drift: -60, market: 9_000, own: 17_000, places: 2 };
const coin = { drift: 550, market: 10_000, own: 26_000, places: 2 };

/** How each sort of instrument moves; where it begins is its own. */
export const walks = { fund, group, holding, bond, fallen, coin } satisfies Record<
  string,
  Omit<Walk, 'start'>
>;

type Terms = Pick<CreateInstrumentInput, 'symbol' | 'name' | 'kind' | 'currency' | 'multiplier'>;
type Moving = Walk & { readonly drop?: Parameters<typeof walked>[2]['drop'] };

/** Something that is traded all the time. */
export function lasting(terms: Terms, { drop, ...walk }: Moving, to: Day): SampleInstrument {
  const series = walked(terms.symbol, walk, { to, ...(drop && { drop }) });
  return { terms, priceOn: (day) => series.get(day) ?? null };
}
