import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expectTypeOf } from 'vitest';
import type { AppRouter } from '#server/router.ts';
import type { Decimal, Priced } from '#shared/money/decimal.ts';

/** What `contract.test-d.ts` is for the rest, for transactions and what is reckoned from them. */
type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

interface SumProvenance {
  sources: ('manual' | 'import' | 'sim' | 'deribit')[];
  asOf: string | null;
  isStale: boolean;
  unpriced: number;
}
interface Transaction {
  id: string;
  portfolioId: string;
  tradeDate: string;
  seq: number;
  source: 'manual' | 'import' | 'sim';
  instrumentId: string | null;
  symbol: string | null;
  currency: string | null;
  fxRate: Decimal | null;
  note: string | null;
  isAssumed: boolean;
  legs: {
    instrumentId: string | null;
    quantity: Decimal | null;
    currency: string;
    amount: Decimal;
    baseAmount: Decimal;
  }[];
  voids: string | null;
  voidedBy: string | null;
  replaces: string | null;
  replacedBy: string | null;
  createdAt: string;
}
interface Gain {
  total: Priced;
  price: Priced;
  fx: Priced;
  income: Priced;
  fees: Priced;
  taxes: Priced;
}

expectTypeOf<keyof Exclude<Inputs['transactions']['list'], void>>().toEqualTypeOf<
  'portfolioId' | 'instrumentId' | 'types' | 'from' | 'to' | 'includeVoided' | 'cursor' | 'limit'
>();
expectTypeOf<Outputs['transactions']['list']>().toExtend<{
  items: Transaction[];
  nextCursor: string | null;
}>();
expectTypeOf<keyof Inputs['transactions']['record']>().toEqualTypeOf<'portfolioId' | 'key' | 'transaction'>();
expectTypeOf<keyof Inputs['transactions']['replace']>().toEqualTypeOf<
  'portfolioId' | 'key' | 'transactionId' | 'transaction'
>();
expectTypeOf<Inputs['transactions']['void']>().toEqualTypeOf<{
  portfolioId: string;
  key: string;
  transactionId: string;
}>();
for (const name of ['record', 'replace', 'void'] as const)
  expectTypeOf<Outputs['transactions'][typeof name]>().toExtend<Transaction>();

expectTypeOf<Inputs['positions']['list']>().toEqualTypeOf<{
  portfolioId: string;
  date?: string | undefined;
  includeClosed?: boolean | undefined;
}>();
expectTypeOf<Outputs['positions']['list']>().toExtend<{
  portfolioId: string;
  date: string;
  value: Priced;
  provenance: SumProvenance;
  cash: { currency: string; amount: Decimal; amountBase: Priced; weight: Decimal | null }[];
  settlement: { currency: string; amount: Decimal }[];
  items: { symbol: string; quantity: Decimal; price: Priced | null; provenance: SumProvenance }[];
}>();
expectTypeOf<Inputs['lots']['list']>().toEqualTypeOf<{
  portfolioId: string;
  instrumentId: string;
  date?: string | undefined;
}>();
expectTypeOf<Outputs['lots']['list']>().toExtend<{
  open: { lot: string; date: string; quantity: Decimal }[];
  matches: { lot: string; closedBy: string; gain: Decimal; gainBase: Decimal }[];
}>();

expectTypeOf<Inputs['performance']['get']>().toEqualTypeOf<{
  portfolioId: string;
  instrumentId?: string | undefined;
  from: string;
  to: string;
}>();
expectTypeOf<Outputs['performance']['get']>().toExtend<{
  currency: string;
  opening: Priced;
  closing: Priced;
  gain: Gain;
  twr: number | null;
  xirr: { status: 'one' | 'several' | 'none'; rates: number[] };
  series: { date: string; value: Priced; index: number | null }[];
  provenance: SumProvenance;
}>();
expectTypeOf<Inputs['netWorth']['get']>().toEqualTypeOf<{
  currency: string;
  from: string;
  to: string;
  portfolioIds?: string[] | undefined;
}>();
expectTypeOf<Outputs['netWorth']['get']>().toExtend<{
  points: { date: string; value: Priced; contributed: Priced }[];
  missing: string[];
  gain: Priced | null;
  day: Gain | null;
  movers: { up: { symbol: string; gain: Priced }[]; down: { symbol: string; gain: Priced }[] };
  provenance: SumProvenance;
}>();
