import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf } from 'vitest';
import type { AppRouter } from '#server/router.ts';

/** The public API of money, pinned as `contract.test-d.ts` pins the rest. */
type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type Given<Input> = Exclude<Input, void | null | undefined>;

interface Portfolio {
  id: string;
  name: string;
  accountType: 'DOMESTIC' | 'INTERNATIONAL';
  baseCurrency: string;
  country: string | null;
  costMethod: 'FIFO' | 'LIFO' | 'HIFO' | 'AVG' | 'SPECIFIC';
  isSample: boolean;
  isArchived: boolean;
  version: number;
  createdAt: string;
}
interface Instrument {
  id: string;
  symbol: string;
  name: string;
  kind: 'equity' | 'etf' | 'fund' | 'bond' | 'crypto' | 'option' | 'future' | 'other';
  currency: string;
  multiplier: string;
  payout: 'linear' | 'inverse';
  isin: string | null;
  mic: string | null;
  underlying: string | null;
  strike: string | null;
  expiresAt: string | null;
  right: 'call' | 'put' | null;
  marketSymbol: string | null;
  version: number;
  createdAt: string;
}
type Source = 'manual' | 'import' | 'sim' | 'deribit';

expectTypeOf<Given<Inputs['portfolios']['list']>>().toEqualTypeOf<{
  includeArchived?: boolean | undefined;
}>();
expectTypeOf<Outputs['portfolios']['list']>().toExtend<Portfolio[]>();
expectTypeOf<Inputs['portfolios']['create']>().toEqualTypeOf<{
  name: string;
  accountType: Portfolio['accountType'];
  baseCurrency: string;
  country?: string | null | undefined;
  costMethod?: Portfolio['costMethod'] | undefined;
}>();
expectTypeOf<Outputs['portfolios']['create']>().toExtend<Portfolio>();
expectTypeOf<Outputs['portfolios']['createSample']>().toExtend<Portfolio[]>();
expectTypeOf<Inputs['portfolios']['update']>().toEqualTypeOf<{
  portfolioId: string;
  version: number;
  name?: string | undefined;
  country?: string | null | undefined;
  costMethod?: Portfolio['costMethod'] | undefined;
  isArchived?: boolean | undefined;
}>();
expectTypeOf<Outputs['portfolios']['update']>().toExtend<Portfolio>();
expectTypeOf<Inputs['portfolios']['remove']>().toEqualTypeOf<{ portfolioId: string; version: number }>();
expectTypeOf<Outputs['portfolios']['remove']>().toExtend<{ ok: true }>();

expectTypeOf<Given<Inputs['instruments']['list']>>().toEqualTypeOf<{
  search?: string | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
}>();
expectTypeOf<Outputs['instruments']['list']>().toExtend<{
  items: Instrument[];
  nextCursor: string | null;
}>();
interface NewInstrument {
  symbol: string;
  name: string;
  kind: Instrument['kind'];
  currency: string;
  multiplier?: string | undefined;
  payout?: Instrument['payout'] | undefined;
  isin?: string | null | undefined;
  mic?: string | null | undefined;
  underlying?: string | null | undefined;
  strike?: string | null | undefined;
  expiresAt?: string | null | undefined;
  right?: 'call' | 'put' | null | undefined;
  marketSymbol?: string | null | undefined;
}
expectTypeOf<Inputs['instruments']['create']>().branded.toEqualTypeOf<NewInstrument>();
expectTypeOf<Outputs['instruments']['create']>().toExtend<Instrument>();
expectTypeOf<Inputs['instruments']['update']>().branded.toEqualTypeOf<
  Partial<NewInstrument> & { instrumentId: string; version: number }
>();
expectTypeOf<Outputs['instruments']['update']>().toExtend<Instrument>();
expectTypeOf<Inputs['instruments']['remove']>().toEqualTypeOf<{ instrumentId: string; version: number }>();
expectTypeOf<Outputs['instruments']['remove']>().toExtend<{ ok: true }>();

interface DayRange {
  from?: string | undefined;
  to?: string | undefined;
}
interface Pair {
  base: string;
  quote: string;
}
expectTypeOf<Inputs['prices']['list']>().branded.toEqualTypeOf<DayRange & { instrumentId: string }>();
expectTypeOf<Outputs['prices']['list']>().toExtend<{ date: string; price: string; source: Source }[]>();
expectTypeOf<Inputs['prices']['put']>().toEqualTypeOf<{
  instrumentId: string;
  rows: { date: string; price: string }[];
}>();
expectTypeOf<Outputs['prices']['put']>().toExtend<{ changed: number }>();
expectTypeOf<Inputs['prices']['remove']>().toEqualTypeOf<{ instrumentId: string; dates: string[] }>();
expectTypeOf<Outputs['prices']['remove']>().toExtend<{ changed: number }>();
expectTypeOf<Inputs['fxRates']['list']>().branded.toEqualTypeOf<DayRange & Pair>();
expectTypeOf<Outputs['fxRates']['list']>().toExtend<{ date: string; rate: string; source: Source }[]>();
expectTypeOf<Inputs['fxRates']['put']>().branded.toEqualTypeOf<
  Pair & { rows: { date: string; rate: string }[] }
>();
expectTypeOf<Outputs['fxRates']['put']>().toExtend<{ changed: number }>();
expectTypeOf<Inputs['fxRates']['remove']>().branded.toEqualTypeOf<Pair & { dates: string[] }>();
expectTypeOf<Outputs['fxRates']['remove']>().toExtend<{ changed: number }>();
