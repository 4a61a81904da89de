import { crossings } from '#shared/money/rates.ts';
import type { Instrument } from '#shared/money/instruments.ts';
import type { Portfolio } from '#shared/money/portfolios.ts';
import type { TransactionInput } from '#shared/money/transactions.ts';

/** The currency whose rate to the base currency the ledger looks up. Null where it needs none, or is given one. */
export function ratedCurrency(
  input: TransactionInput,
  { baseCurrency }: Pick<Portfolio, 'baseCurrency'>,
  instruments: readonly Pick<Instrument, 'id' | 'currency'>[],
): string | null {
  if ('numerator' in input || input.fxRate !== undefined) return null;
  if (input.type === 'fx' && input.counterCurrency === baseCurrency) return null;
  const named = 'currency' in input ? input.currency : undefined;
  const id = 'instrumentId' in input ? input.instrumentId : undefined;
  const currency = named ?? instruments.find((one) => one.id === id)?.currency ?? baseCurrency;
  return currency === baseCurrency ? null : currency;
}

export interface RatePair {
  readonly base: string;
  readonly quote: string;
}

/** The pairs by which a rate may be found: the one asked for, then those of each way round it. */
export function pairsFor(base: string, quote: string): readonly RatePair[] {
  const ways = crossings.filter((via) => via !== base && via !== quote);
  const around = ways.flatMap((via) => [
    { base, quote: via },
    { base: via, quote },
  ]);
  return [{ base, quote }, ...around];
}

/** Whether the pairs of `pairsFor` that have rates make one: the first, or both of a way round it. */
export function isFound(hasRates: readonly boolean[]): boolean {
  const [isDirect = false, ...around] = hasRates;
  return isDirect || around.some((has, place) => place % 2 === 0 && has && around[place + 1] === true);
}
